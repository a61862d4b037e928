import { duckdb } from './duckdb.ts';

/** What the command may ask of the page; arguments and replies are plain JSON. */
const tasks = { duckdb };

export type Tasks = typeof tasks;

declare global {
  interface Window {
    bench: Tasks;
  }
}

window.bench = tasks;
document.title = 'Benchmarks ready';
