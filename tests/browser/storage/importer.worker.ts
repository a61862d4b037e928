/// <reference lib="webworker" />
/** Imports forever smaller pieces until it is terminated: stands for a tab that is killed. */
import { batchOf, draft, unwrap, type Row } from './support.ts';
import { openWorkspace } from '../../../src/storage/index.ts';

onmessage = async ({ data }: MessageEvent<{ id: string; rows: readonly Row[]; live: boolean }>) => {
  const store = unwrap(await openWorkspace(data.id));
  const outcome = await store.exclusively(async (writer) => {
    postMessage('locked');
    const blocks = unwrap(await writer.dictionaries());
    const batch = batchOf(data.rows, blocks);
    const endless = {
      due: () => false,
      pause: () => {
        postMessage('piece');
        return data.live ? Promise.resolve() : new Promise<never>(() => undefined);
      },
    };
    const run = unwrap(await writer.stageRun(draft('w', data.rows.length), batch, null, endless));
    unwrap(await writer.goLive(run));
  });
  postMessage(outcome.ok ? 'done' : outcome.error.code);
};
