import type { Control } from '../base/control.ts';
import { AppFailure, toAppError } from '../base/error.ts';
import type { Result } from '../base/result.ts';
import type { Method, Params, Reply } from '../protocol/requests.ts';
import type { FromWorker, ToWorker } from '../protocol/wire.ts';
import { workerControl } from './control.ts';

/** One function per request. Expected failures leave a handler as `AppFailure` and reach the page as values. */
export type Handlers = { readonly [M in Method]: (params: Params<M>, control: Control) => Promise<Reply<M>> };

/** Returns the value of a result, or throws its error as `AppFailure`. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new AppFailure(result.error.code, result.error.details);
}

/**
 * Returns the function that receives the page's messages: it runs each request, cancels it on demand and posts
 * its progress and outcome.
 */
export function dispatcher(
  handlers: Handlers,
  post: (message: FromWorker) => void,
): (message: ToWorker) => void {
  const running = new Map<number, AbortController>();

  async function run<M extends Method>(id: number, method: M, params: Params<M>): Promise<void> {
    const abort = new AbortController();
    running.set(id, abort);
    const control = workerControl(abort.signal, (done) => post({ kind: 'progress', id, done }));
    try {
      const handle: (params: Params<M>, control: Control) => Promise<Reply<M>> = handlers[method];
      post({ kind: 'reply', id, value: await handle(params, control) });
    } catch (thrown) {
      post({ kind: 'failure', id, error: toAppError(thrown) });
    } finally {
      running.delete(id);
    }
  }

  return (message) => {
    if (message.kind === 'cancel') running.get(message.id)?.abort();
    else void run(message.id, message.method, message.params);
  };
}
