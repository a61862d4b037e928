import { cpus } from 'node:os';
import { measureApp } from '../bench/app.ts';
import { clickhouse } from '../bench/clickhouse.ts';
import type { EngineReport } from '../bench/engine-worker.ts';
import { judge, sameCounts, write } from '../bench/report.ts';
import { openSite, type Site } from '../bench/site.ts';
import type { Timing } from '../bench/timing.ts';

const USAGE = `npm run bench [-- OPTION…]
  --quick      a tenth of the data and fewer runs
  --peers      ask ClickHouse and DuckDB-Wasm the same funnel too (downloads them once, about 250 MB)
  --only=NAME  only the part NAME: engine, workspace or app; may be repeated
One JSON line per result; figures with a target say whether it is met. Times are in ms. Ratios compare the best runs,
which other work on the machine disturbed least; medians and all runs stand beside them.`;

interface Plan {
  readonly sizes: readonly number[];
  readonly rows: number;
  readonly runs: number;
  readonly peers: boolean;
  readonly parts: ReadonlySet<string>;
}

/** Measures and prints; returns 1 when a target is missed, 2 for an option it does not know. */
export async function main(args: string[]): Promise<number> {
  const plan = planOf(args);
  if (plan === null) {
    console.error(USAGE);
    return 2;
  }
  write({ machine: { cores: cpus().length, model: cpus()[0]?.model, node: process.version } });
  let met = true;
  if (plan.parts.has('engine') || plan.parts.has('workspace')) {
    const site = await openSite(plan.peers);
    try {
      write({ browser: site.page.context().browser()?.version() });
      if (plan.parts.has('engine')) {
        for (const count of plan.sizes) met = (await measureEngine(site, count, plan)) && met;
      }
      if (plan.parts.has('workspace')) met = (await measureWorkspace(site, plan)) && met;
    } finally {
      await site.close();
    }
  }
  if (plan.parts.has('app')) met = (await measureApp(plan.rows)) && met;
  return met ? 0 : 1;
}

function planOf(args: readonly string[]): Plan | null {
  const only = args.filter((arg) => arg.startsWith('--only=')).map((arg) => arg.slice('--only='.length));
  const parts = new Set(only.length > 0 ? only : PARTS);
  if (!args.every((arg) => arg === '--quick' || arg === '--peers' || arg.startsWith('--only='))) return null;
  if (![...parts].every((part) => PARTS.includes(part))) return null;
  const quick = args.includes('--quick');
  return {
    sizes: quick ? [100_000, 1_000_000] : [1_000_000, 10_000_000],
    rows: quick ? 100_000 : 1_000_000,
    runs: quick ? 3 : 7,
    peers: args.includes('--peers'),
    parts,
  };
}

const PARTS: readonly string[] = ['engine', 'workspace', 'app'];

/** A funnel of five steps over events in memory, against reading them once, and against the peers. */
async function measureEngine(site: Site, count: number, { runs, peers }: Plan): Promise<boolean> {
  const engine = await site.page.evaluate(([count, runs]) => window.bench.engine(count, runs), [
    count,
    runs,
  ] as const);
  write({ bench: 'engine', events: count, ...engine });
  const verdicts = [
    judge({
      figure: `funnel sweep over ${count} events / plain scan`,
      value: ratio(engine.sweep, engine.scan),
      atMost: 3,
    }),
    judge({
      figure: `whole funnel answer over ${count} events / plain scan`,
      value: ratio(engine.answer, engine.scan),
    }),
  ];
  if (peers) verdicts.push(...(await measurePeers(site, count, Math.min(runs, 5), engine)));
  return verdicts.every(Boolean);
}

async function measurePeers(
  site: Site,
  count: number,
  runs: number,
  engine: EngineReport,
): Promise<boolean[]> {
  const duck = await site.page.evaluate(([count, runs]) => window.bench.duckdb(count, runs), [
    count,
    runs,
  ] as const);
  write({ bench: 'duckdb-wasm', events: count, ...duck });
  const house = await clickhouse(count, runs);
  write({ bench: 'clickhouse', events: count, ...house });
  const reached: Record<string, readonly number[]> = { engine: engine.reached };
  for (const [peer, { forms }] of Object.entries({ duck, house })) {
    for (const [form, { reached: counts }] of Object.entries(forms)) reached[`${peer} ${form}`] = counts;
  }
  sameCounts(reached);
  const best = (forms: typeof duck.forms): number =>
    Math.min(...Object.values(forms).map(({ timing }) => timing.best));
  const against = (peer: string, forms: typeof duck.forms, atLeast: number): boolean => {
    judge({
      figure: `${peer} / whole funnel answer over ${count} events`,
      value: best(forms) / engine.answer.best,
    });
    return judge({
      figure: `${peer} / funnel sweep over ${count} events`,
      value: best(forms) / engine.sweep.best,
      atLeast,
    });
  };
  return [against('ClickHouse', house.forms, 4), against('DuckDB-Wasm', duck.forms, 12)];
}

/** A CSV file's way into a workspace against bare parsing, and opening and asking the workspace. */
async function measureWorkspace(site: Site, { rows, runs }: Plan): Promise<boolean> {
  const report = await site.page.evaluate(([rows, runs]) => window.bench.workspace(rows, runs), [
    rows,
    Math.min(runs, 5),
  ] as const);
  write({ bench: 'workspace', ...report });
  return [
    judge({
      figure: `import of ${rows} rows / bare Papa Parse`,
      value: ratio(report.imported, report.papa),
      atMost: 3,
    }),
    judge({
      figure: `import of ${rows} rows / bare Papa Parse, processor time`,
      value: (report.cpu.dryRun + report.cpu.commit) / report.cpu.papa,
    }),
    judge({
      figure: `recognition and import of ${rows} rows / bare Papa Parse`,
      value: ratio(report.whole, report.papa),
    }),
    judge({ figure: `open to first answer at ${rows} events, ms`, value: report.open.best, atMost: 1500 }),
    judge({ figure: `asked again at ${rows} events, ms`, value: report.again.best, atMost: 100 }),
  ].every(Boolean);
}

function ratio(a: Timing, b: Timing): number {
  return a.best / b.best;
}
