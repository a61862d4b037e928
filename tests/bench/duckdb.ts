import { analysesNamed } from './analyses/index.ts';
import { duckdbDialect } from './dialects.ts';
import type { EngineRequest } from './engine-worker.ts';
import type { PeerReport } from './peer-report.ts';
import { measure, type Timing } from './timing.ts';
import { worlds } from './worlds.ts';

/** What is used of DuckDB-Wasm and of Arrow, as the bundle beside this page offers it. */
interface DuckDb {
  readonly AsyncDuckDB: new (
    logger: object,
    worker: Worker,
  ) => {
    instantiate(wasm: string): Promise<unknown>;
    connect(): Promise<Connection>;
    terminate(): Promise<void>;
  };
  readonly VoidLogger: new () => object;
  tableFromArrays(columns: Record<string, ArrayLike<number>>): object;
  tableToIPC(table: object, format: 'stream'): Uint8Array;
}

interface Connection {
  query(sql: string): Promise<{ toArray(): readonly { toArray(): readonly unknown[] }[] }>;
  insertArrowFromIPCStream(bytes: Uint8Array, options: { name: string; create: boolean }): Promise<void>;
}

const BATCH = 1_000_000;

/** Loads the events into DuckDB-Wasm, asks the same questions in each form, and reports. */
export async function duckdb({ world: kind, names, count, runs }: EngineRequest): Promise<PeerReport> {
  const address = new URL('duckdb/duckdb.js', location.href).href;
  const duck = (await import(/* @vite-ignore */ address)) as DuckDb;
  const bootAt = performance.now();
  const db = new duck.AsyncDuckDB(new duck.VoidLogger(), new Worker('duckdb/duckdb-browser-eh.worker.js'));
  await db.instantiate(new URL('duckdb/duckdb-eh.wasm', location.href).href);
  const connection = await db.connect();
  const boot = performance.now() - bootAt;
  const { events, numbers } = worlds[kind](count);
  const loadAt = performance.now();
  for (let from = 0; from < count; from += BATCH) {
    const to = Math.min(count, from + BATCH);
    const columns = Object.entries(numbers).map(
      ([name, values]) => [name, values.subarray(from, to)] as const,
    );
    const table = duck.tableFromArrays({
      person: events.person.subarray(from, to),
      ms: events.time.subarray(from, to),
      code: events.name.subarray(from, to),
      ...Object.fromEntries(columns),
    });
    await connection.insertArrowFromIPCStream(duck.tableToIPC(table, 'stream'), {
      name: 'raw',
      create: from === 0,
    });
  }
  const columns = ['person', 'ms::BIGINT AS time', 'code::UTINYINT AS name', ...Object.keys(numbers)];
  await connection.query(`CREATE TABLE e AS SELECT ${columns.join(', ')} FROM raw`);
  await connection.query('DROP TABLE raw');
  const load = performance.now() - loadAt;
  const scan = await measure(runs, 1, () =>
    connection.query('SELECT sum(time), sum(name), max(person) FROM e'),
  );
  const reports: Record<string, Record<string, { timing: Timing; figures: number[][] }>> = {};
  for (const bench of analysesNamed(names)) {
    const forms: Record<string, { timing: Timing; figures: number[][] }> = {};
    for (const [form, sql] of Object.entries(bench.sql(duckdbDialect))) {
      const { timing, value } = await measure(runs, 1, () => connection.query(sql));
      forms[form] = {
        timing,
        figures: value.toArray().map((row) => row.toArray().map(Number)),
      };
    }
    reports[bench.name] = forms;
  }
  const [version] = (await connection.query('SELECT version() AS v')).toArray();
  await db.terminate();
  const about = { version: String(version?.toArray()[0]), boot, load };
  return { about, scan: scan.timing, analyses: reports };
}
