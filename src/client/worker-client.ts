import { appError, toAppError } from '../base/error.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { Change, Method, Params, Reply } from '../protocol/requests.ts';
import type { FromWorker, ToWorker } from '../protocol/wire.ts';

/** What a caller may add to a request. */
export interface CallOptions {
  /**
   * Aborting cancels the work in the worker; the call ends with the error `cancelled` once the worker has let go of everything,
   * or with its reply when that was already on its way.
   */
  readonly signal?: AbortSignal;
  /** Share done, 0 to 1, a few dozen times a second at most; not called any more once `signal` is aborted. */
  readonly onProgress?: (done: number) => void;
}

interface Pending {
  readonly settle: (result: Result<unknown>) => void;
  readonly onProgress: ((done: number) => unknown) | undefined;
}

/** The part of `Worker` the client needs; tests pass their own. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/**
 * The page's handle on the worker: one method, `call`, typed by the request map. A worker that crashes ends
 * every call under way with `worker-crashed`; the next call starts a new one.
 */
export class WorkerClient {
  readonly #start: () => WorkerLike;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Set<(change: Change) => void>();
  #worker: WorkerLike | null = null;
  #nextId = 1;

  constructor(start: () => WorkerLike) {
    this.#start = start;
  }

  /** Asks the worker; expected failures come back as values, and the promise never rejects. */
  call<M extends Method>(method: M, params: Params<M>, options: CallOptions = {}): Promise<Result<Reply<M>>> {
    const { signal, onProgress } = options;
    if (signal?.aborted === true) return Promise.resolve(err(appError('cancelled')));
    const id = this.#nextId++;
    return new Promise((resolve) => {
      const cancel = (): void => this.#post({ kind: 'cancel', id });
      this.#pending.set(id, {
        // What is cancelled may still report until the worker has let go.
        onProgress: onProgress && ((done) => signal?.aborted !== true && onProgress(done)),
        settle: (result) => {
          signal?.removeEventListener('abort', cancel);
          resolve(result as Result<Reply<M>>);
        },
      });
      signal?.addEventListener('abort', cancel, { once: true });
      try {
        this.#post({ kind: 'request', id, method, params });
      } catch (thrown) {
        this.#settle(id, err(toAppError(thrown)));
      }
    });
  }

  /** Calls `listener` on every change of stored data, from this tab or another. Returns the way to stop. */
  onChange(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends the worker and every call under way. */
  close(): void {
    this.#worker?.terminate();
    this.#crashed('closed');
  }

  #post(message: ToWorker): void {
    this.#worker ??= this.#open();
    this.#worker.postMessage(message);
  }

  #open(): WorkerLike {
    const worker = this.#start();
    worker.addEventListener('message', (event: MessageEvent<FromWorker>) => this.#receive(event.data));
    worker.addEventListener('error', (event: ErrorEvent) => {
      if (this.#worker !== worker) return;
      worker.terminate();
      this.#crashed(event.message);
    });
    return worker;
  }

  #receive(message: FromWorker): void {
    switch (message.kind) {
      case 'reply':
        return this.#settle(message.id, ok(message.value));
      case 'failure':
        return this.#settle(message.id, err(message.error));
      case 'progress':
        this.#pending.get(message.id)?.onProgress?.(message.done);
        return;
      case 'change':
        for (const listener of this.#listeners) listener(message.change);
    }
  }

  #settle(id: number, result: Result<unknown>): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    pending?.settle(result);
  }

  #crashed(message: string): void {
    this.#worker = null;
    for (const id of [...this.#pending.keys()])
      this.#settle(id, err(appError('worker-crashed', { message })));
  }
}
