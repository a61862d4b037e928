import { duckdb } from './duckdb.ts';
import type { EngineReport, EngineRequest } from './engine-worker.ts';
import { once } from './once.ts';
import { workspace } from './workspace.ts';

/** What the command may ask of the page; arguments and replies are plain JSON. */
const tasks = {
  duckdb,
  workspace,
  engine: (request: EngineRequest): Promise<EngineReport> =>
    once(new Worker(new URL('./engine-worker.ts', import.meta.url), { type: 'module' }), request),
};

export type Tasks = typeof tasks;

declare global {
  interface Window {
    bench: Tasks;
  }
}

window.bench = tasks;
document.title = 'Benchmarks ready';
