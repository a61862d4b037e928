import { makeEvents, STEP_COUNT, WINDOW_DAYS } from './data.ts';
import { measure, type Timing } from './timing.ts';

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
  query(sql: string): Promise<{ toArray(): readonly { toJSON(): Record<string, unknown> }[] }>;
  insertArrowFromIPCStream(bytes: Uint8Array, options: { name: string; create: boolean }): Promise<void>;
}

/** Timings of the same question in DuckDB-Wasm; `reached[k]` people reached step k. */
export interface DuckDbReport {
  readonly version: string;
  readonly boot: number;
  readonly load: number;
  readonly scan: Timing;
  readonly forms: Readonly<Record<string, { readonly timing: Timing; readonly reached: readonly number[] }>>;
}

const WINDOW_MS = WINDOW_DAYS * 86_400_000;
const BATCH = 1_000_000;

/**
 * The latest start of a chain that reaches each step dominates every earlier one; one ordered window a step carries it on.
 */
function windowForm(): string {
  const over = '(PARTITION BY person ORDER BY time, name ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)';
  let from = `SELECT person, time, name, CASE WHEN name = 0 THEN time END AS s FROM steps`;
  const reached = ['SELECT 0 AS step, count(DISTINCT person) AS people FROM l0 WHERE s IS NOT NULL'];
  const layers = [`l0 AS MATERIALIZED (${from})`];
  for (let step = 1; step < STEP_COUNT; step++) {
    from = `SELECT person, time, name, CASE WHEN name = ${step} AND time - m <= ${WINDOW_MS} THEN m END AS s FROM (SELECT person, time, name, max(s) OVER ${over} AS m FROM l${step - 1})`;
    layers.push(`l${step} AS MATERIALIZED (${from})`);
    reached.push(`SELECT ${step}, count(DISTINCT person) FROM l${step} WHERE s IS NOT NULL`);
  }
  const steps = `steps AS (SELECT person, time, name FROM e WHERE name < ${STEP_COUNT})`;
  return `WITH ${steps}, ${layers.join(', ')} ${reached.join(' UNION ALL ')} ORDER BY 1`;
}

/** From each start, the next event of each step in turn is the best one. */
function asofForm(): string {
  const layers = ['l0 AS MATERIALIZED (SELECT person, time AS start, time AS t FROM e WHERE name = 0)'];
  const reached = ['SELECT 0 AS step, count(DISTINCT person) AS people FROM l0'];
  for (let step = 1; step < STEP_COUNT; step++) {
    layers.push(
      `l${step} AS MATERIALIZED (SELECT a.person, a.start, b.time AS t FROM l${step - 1} a ASOF JOIN (SELECT person, time FROM e WHERE name = ${step}) b ON a.person = b.person AND a.t <= b.time WHERE b.time - a.start <= ${WINDOW_MS})`,
    );
    reached.push(`SELECT ${step}, count(DISTINCT person) FROM l${step}`);
  }
  return `WITH ${layers.join(', ')} ${reached.join(' UNION ALL ')} ORDER BY 1`;
}

/** Loads the events into DuckDB-Wasm, asks the funnel in each form, and reports. */
export async function duckdb(count: number, runs: number): Promise<DuckDbReport> {
  const address = new URL('duckdb/duckdb.js', location.href).href;
  const duck = (await import(/* @vite-ignore */ address)) as DuckDb;
  const bootAt = performance.now();
  const db = new duck.AsyncDuckDB(new duck.VoidLogger(), new Worker('duckdb/duckdb-browser-eh.worker.js'));
  await db.instantiate(new URL('duckdb/duckdb-eh.wasm', location.href).href);
  const connection = await db.connect();
  const boot = performance.now() - bootAt;
  const events = makeEvents(count);
  const loadAt = performance.now();
  for (let from = 0; from < count; from += BATCH) {
    const to = Math.min(count, from + BATCH);
    const table = duck.tableFromArrays({
      person: events.person.subarray(from, to),
      ms: events.time.subarray(from, to),
      code: events.name.subarray(from, to),
    });
    await connection.insertArrowFromIPCStream(duck.tableToIPC(table, 'stream'), {
      name: 'raw',
      create: from === 0,
    });
  }
  await connection.query(
    'CREATE TABLE e AS SELECT person, ms::BIGINT AS time, code::UTINYINT AS name FROM raw',
  );
  await connection.query('DROP TABLE raw');
  const load = performance.now() - loadAt;
  const scan = await measure(runs, 1, () =>
    connection.query('SELECT sum(time), sum(name), max(person) FROM e'),
  );
  const forms: Record<string, { timing: Timing; reached: number[] }> = {};
  for (const [form, sql] of [
    ['windows', windowForm()],
    ['asof joins', asofForm()],
  ] as const) {
    const { timing, value } = await measure(runs, 1, () => connection.query(sql));
    forms[form] = { timing, reached: value.toArray().map((row) => Number(row.toJSON()['people'])) };
  }
  const [version] = (await connection.query('SELECT version() AS v')).toArray();
  await db.terminate();
  return { version: String(version?.toJSON()['v']), boot, load, scan: scan.timing, forms };
}
