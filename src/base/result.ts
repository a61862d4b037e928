import type { AppError } from './error.ts';

/** Either a value or an expected failure. Programmer errors throw instead. */
export type Result<T, E = AppError> = Ok<T> | Err<E>;
export type Ok<T> = { readonly ok: true; readonly value: T };
export type Err<E> = { readonly ok: false; readonly error: E };

/** Returns `value` as a success. */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

/** Returns `error` as an expected failure. */
export function err<E>(error: E): Err<E> {
  return { ok: false, error };
}
