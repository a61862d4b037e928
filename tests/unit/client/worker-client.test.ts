import { expect, test } from 'vitest';
import { WorkerClient, type WorkerLike } from '../../../src/client/worker-client.ts';
import type { FromWorker, ToWorker } from '../../../src/protocol/wire.ts';

/** A worker in the same thread: keeps what it was sent, says what the test has it say. */
class FakeWorker {
  readonly sent: ToWorker[] = [];
  terminated = false;
  readonly #listeners: Record<string, (event: never) => void> = {};

  postMessage(message: ToWorker): void {
    this.sent.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  addEventListener(type: string, listener: (event: never) => void): void {
    this.#listeners[type] = listener;
  }
  say(message: FromWorker): void {
    this.#listeners['message']?.({ data: message } as never);
  }
  crash(): void {
    this.#listeners['error']?.({ message: 'out of memory' } as never);
  }
}

function start(): { client: WorkerClient; workers: FakeWorker[] } {
  const workers: FakeWorker[] = [];
  const client = new WorkerClient(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker as unknown as WorkerLike;
  });
  return { client, workers };
}

test('a reply ends the call with its value, after its progress', async () => {
  const { client, workers } = start();
  const progress: number[] = [];
  const call = client.call('workspaces.list', null, { onProgress: (done) => progress.push(done) });
  workers[0]!.say({ kind: 'progress', id: 1, done: 0.5 });
  workers[0]!.say({ kind: 'reply', id: 1, value: [] });
  expect(await call).toEqual({ ok: true, value: [] });
  expect(progress).toEqual([0.5]);
});

test('a cancelled call reports no more', async () => {
  const { client, workers } = start();
  const abort = new AbortController();
  const progress: number[] = [];
  const call = client.call('workspaces.list', null, {
    signal: abort.signal,
    onProgress: (done) => progress.push(done),
  });
  workers[0]!.say({ kind: 'progress', id: 1, done: 0.2 });
  abort.abort();
  workers[0]!.say({ kind: 'progress', id: 1, done: 0.4 });
  workers[0]!.say({ kind: 'failure', id: 1, error: { code: 'cancelled', details: {} } });
  await call;
  expect(progress).toEqual([0.2]);
});

test('a cancelled call ends when the worker has let go, not before', async () => {
  const { client, workers } = start();
  const abort = new AbortController();
  let ended = false;
  const call = client.call('workspaces.list', null, { signal: abort.signal }).finally(() => (ended = true));
  abort.abort();
  await Promise.resolve();
  expect(workers[0]!.sent.at(-1)).toEqual({ kind: 'cancel', id: 1 });
  expect(ended).toBe(false);
  workers[0]!.say({ kind: 'failure', id: 1, error: { code: 'cancelled', details: {} } });
  expect(await call).toEqual({ ok: false, error: { code: 'cancelled', details: {} } });
});

test('a call that was aborted before it began asks nothing', async () => {
  const { client, workers } = start();
  const result = await client.call('workspaces.list', null, { signal: AbortSignal.abort() });
  expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(workers).toEqual([]);
});

test('a crash ends every call under way, and the next call starts a new worker', async () => {
  const { client, workers } = start();
  const calls = [client.call('workspaces.list', null), client.call('workspaces.health', { id: 'x' })];
  workers[0]!.crash();
  for (const result of await Promise.all(calls))
    expect(result).toEqual({
      ok: false,
      error: { code: 'worker-crashed', details: { message: 'out of memory' } },
    });
  expect(workers[0]!.terminated).toBe(true);
  const again = client.call('workspaces.list', null);
  workers[1]!.say({ kind: 'reply', id: 3, value: [] });
  expect(await again).toEqual({ ok: true, value: [] });
});

test('changes of stored data reach every listener until it stops', () => {
  const { client, workers } = start();
  void client.call('workspaces.list', null);
  const heard: unknown[] = [];
  const stop = client.onChange((change) => heard.push(change));
  workers[0]!.say({ kind: 'change', change: { workspace: 'x', what: 'runs' } });
  stop();
  workers[0]!.say({ kind: 'change', change: { workspace: 'x', what: 'runs' } });
  expect(heard).toEqual([{ workspace: 'x', what: 'runs' }]);
});
