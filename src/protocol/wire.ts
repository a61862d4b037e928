import type { AppError } from '../base/error.ts';
import type { Change, Method, Params, Reply } from './requests.ts';

/** Page to worker. */
export type ToWorker<M extends Method = Method> =
  | { readonly kind: 'request'; readonly id: number; readonly method: M; readonly params: Params<M> }
  | { readonly kind: 'cancel'; readonly id: number };

/** Worker to page. `progress.done` is a share from 0 to 1; a request ends with exactly one `reply` or `failure`. */
export type FromWorker<M extends Method = Method> =
  | { readonly kind: 'reply'; readonly id: number; readonly value: Reply<M> }
  | { readonly kind: 'failure'; readonly id: number; readonly error: AppError }
  | { readonly kind: 'progress'; readonly id: number; readonly done: number }
  | { readonly kind: 'change'; readonly change: Change };
