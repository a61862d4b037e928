/**
 * An expected failure as plain data, so that it crosses the worker boundary unchanged.
 * `code` selects the sentence in the message catalogue (`error.<code>`), `details` fill its holes:
 * what failed, where, and what to do.
 */
export interface AppError {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, string | number>>;
}

/** Every expected failure. A new one needs a sentence in the catalogue; the compiler asks for it. */
export type ErrorCode =
  | 'cancelled'
  | 'internal' // message
  | 'worker-crashed'
  // storage
  | 'workspace-missing' // id
  | 'workspace-newer' // name, found, known
  | 'storage-full' // usage, quota
  | 'storage-failed' // message
  | 'storage-blocked'
  | 'import-locked'
  | 'run-missing' // id
  | 'edit-stale' // name
  // ingest
  | 'file-empty' // file
  | 'file-only-header' // file
  | 'file-unreadable' // file, message
  | 'file-too-large' // file, rows
  | 'file-not-text' // file
  | 'shape-unknown' // file
  | 'mapping-incomplete' // missing
  | 'counts-invalid' // line, value
  // questions
  | 'question-invalid' // where, what
  | 'question-unreadable' // what
  | 'periods-too-many' // count, most
  // backup
  | 'backup-not-ours' // file
  | 'backup-newer' // found, known
  | 'backup-damaged' // where
  | 'backup-truncated'; // where

/** Returns an `AppError` with its details. */
export function appError(code: ErrorCode, details: AppError['details'] = {}): AppError {
  return { code, details };
}

/** Carries an `AppError` through code that can only throw (streams, transactions). Catch it at the edge. */
export class AppFailure extends Error {
  readonly appError: AppError;
  constructor(code: ErrorCode, details: AppError['details'] = {}) {
    super(`${code} ${JSON.stringify(details)}`);
    this.name = 'AppFailure';
    this.appError = appError(code, details);
  }
}

/** Returns the `AppError` behind anything thrown; an unknown error becomes `internal` with its message. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppFailure) return thrown.appError;
  if (thrown instanceof DOMException && thrown.name === 'AbortError') return appError('cancelled');
  return appError('internal', {
    message: thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown),
  });
}
