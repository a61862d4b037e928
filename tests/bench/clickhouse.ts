import { createRequire } from 'node:module';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analysesNamed } from './analyses/index.ts';
import { clickhouseDialect } from './dialects.ts';
import type { EngineRequest } from './engine-worker.ts';
import type { PeerReport } from './peer-report.ts';
import { ensurePeers } from './peers.ts';
import { measure, type Timing } from './timing.ts';
import { worlds, type World } from './worlds.ts';

interface Session {
  query(sql: string, format?: string): string;
  close(): void;
}

/** Loads the events into ClickHouse in this process, sorted as ours are, asks the same questions in each form, and reports. */
export async function clickhouse({ world: kind, names, count, runs }: EngineRequest): Promise<PeerReport> {
  const { Session } = createRequire(join(ensurePeers(), 'package.json'))('chdb') as {
    Session: new () => Session;
  };
  const folder = mkdtempSync(join(tmpdir(), 'bench-clickhouse-'));
  const session = new Session();
  try {
    const file = join(folder, 'events.bin');
    const world = worlds[kind](count);
    writeFileSync(file, rowBinary(world));
    const start = performance.now();
    const columns = [
      'person UInt32',
      'time UInt64',
      'name UInt8',
      ...Object.keys(world.numbers).map((name) => `${name} Float64`),
    ].join(', ');
    session.query(`CREATE TABLE e (${columns}) ENGINE = MergeTree ORDER BY (person, time)`);
    session.query(`INSERT INTO e SELECT * FROM file('${file}', 'RowBinary', '${columns}')`);
    session.query('OPTIMIZE TABLE e FINAL');
    const load = performance.now() - start;
    const scan = await measure(runs, 1, () =>
      session.query('SELECT sum(time), sum(name), max(person) FROM e', 'CSV'),
    );
    const reports: Record<string, Record<string, { timing: Timing; figures: number[][] }>> = {};
    for (const bench of analysesNamed(names)) {
      const forms: Record<string, { timing: Timing; figures: number[][] }> = {};
      for (const [form, sql] of Object.entries(bench.sql(clickhouseDialect))) {
        const { timing, value } = await measure(runs, 1, () => session.query(sql, 'CSV'));
        const lines = value.trim().split('\n');
        forms[form] = { timing, figures: lines.map((line) => line.split(',').map(Number)) };
      }
      reports[bench.name] = forms;
    }
    const [version = '', threads = ''] = session
      .query("SELECT version(), getSetting('max_threads')", 'TSV')
      .trim()
      .split('\t');
    return { about: { version, threads: Number(threads), load }, scan: scan.timing, analyses: reports };
  } finally {
    session.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function rowBinary({ events, numbers }: World): Buffer {
  const { person, time, name, count } = events;
  const values = Object.values(numbers);
  const bytes = Buffer.allocUnsafe(count * (13 + 8 * values.length));
  let at = 0;
  for (let row = 0; row < count; row++) {
    at = bytes.writeUInt32LE(person[row]!, at);
    at = bytes.writeBigUInt64LE(BigInt(time[row]!), at);
    at = bytes.writeUInt8(name[row]!, at);
    for (const column of values) at = bytes.writeDoubleLE(column[row]!, at);
  }
  return bytes;
}
