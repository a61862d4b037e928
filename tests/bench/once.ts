type Reply<T> = { readonly report: T } | { readonly error: string };

/** Sends one request to a worker of its own and returns its report; rejects with the worker's error. */
export function once<T>(worker: Worker, request: unknown): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Reply<T>>) => {
      if ('report' in data) resolve(data.report);
      else reject(new Error(data.error));
    });
    worker.addEventListener('error', (event) => reject(new Error(event.message)));
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}
