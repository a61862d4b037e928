import { createRequire } from 'node:module';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeEvents, STEP_COUNT, WINDOW_DAYS } from './data.ts';
import { ensurePeers } from './peers.ts';
import { measure, type Timing } from './timing.ts';

interface Session {
  query(sql: string, format?: string): string;
  close(): void;
}

/** Timings of the same question in native ClickHouse; `reached[k]` people reached step k. */
export interface ClickHouseReport {
  readonly version: string;
  readonly threads: number;
  readonly load: number;
  readonly scan: Timing;
  readonly forms: Readonly<Record<string, { readonly timing: Timing; readonly reached: readonly number[] }>>;
}

/** Loads the events into ClickHouse in this process, sorted as ours are, asks `windowFunnel`, and reports. */
export async function clickhouse(count: number, runs: number): Promise<ClickHouseReport> {
  const { Session } = createRequire(join(ensurePeers(), 'package.json'))('chdb') as {
    Session: new () => Session;
  };
  const folder = mkdtempSync(join(tmpdir(), 'bench-clickhouse-'));
  const session = new Session();
  try {
    const file = join(folder, 'events.bin');
    writeFileSync(file, rowBinary(count));
    const start = performance.now();
    session.query(
      'CREATE TABLE e (person UInt32, time UInt64, name UInt8) ENGINE = MergeTree ORDER BY (person, time)',
    );
    session.query(
      `INSERT INTO e SELECT * FROM file('${file}', 'RowBinary', 'person UInt32, time UInt64, name UInt8')`,
    );
    session.query('OPTIMIZE TABLE e FINAL');
    const load = performance.now() - start;
    const conditions = Array.from({ length: STEP_COUNT }, (_, step) => `name = ${step}`).join(', ');
    const funnel = `SELECT level, count() FROM (SELECT windowFunnel(${WINDOW_DAYS * 86_400_000})(time, ${conditions}) AS level FROM e GROUP BY person) GROUP BY level ORDER BY level`;
    const scan = await measure(runs, 1, () =>
      session.query('SELECT sum(time), sum(name), max(person) FROM e', 'CSV'),
    );
    const forms: Record<string, { timing: Timing; reached: number[] }> = {};
    for (const [form, settings] of [
      ['hash', ''],
      ['in order', ' SETTINGS optimize_aggregation_in_order = 1'],
    ] as const) {
      const { timing, value } = await measure(runs, 1, () => session.query(funnel + settings, 'CSV'));
      forms[form] = { timing, reached: reachedOf(value) };
    }
    const [version = '', threads = ''] = session
      .query("SELECT version(), getSetting('max_threads')", 'TSV')
      .trim()
      .split('\t');
    return { version, threads: Number(threads), load, scan: scan.timing, forms };
  } finally {
    session.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** People by deepest level, as CSV, to people that reached each step. */
function reachedOf(csv: string): number[] {
  const reached = new Array<number>(STEP_COUNT).fill(0);
  for (const line of csv.trim().split('\n')) {
    const [level = 0, people = 0] = line.split(',').map(Number);
    for (let step = 0; step < level; step++) reached[step]! += people;
  }
  return reached;
}

function rowBinary(count: number): Buffer {
  const events = makeEvents(count);
  const bytes = Buffer.allocUnsafe(count * 13);
  let at = 0;
  for (let row = 0; row < count; row++) {
    at = bytes.writeUInt32LE(events.person[row]!, at);
    at = bytes.writeBigUInt64LE(BigInt(events.time[row]!), at);
    at = bytes.writeUInt8(events.name[row]!, at);
  }
  return bytes;
}
