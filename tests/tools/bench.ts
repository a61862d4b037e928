import { cpus } from 'node:os';
import { measureApp } from '../bench/app.ts';
import { analyses } from '../bench/analyses/index.ts';
import { measureEngine } from '../bench/engine.ts';
import { judge, write } from '../bench/report.ts';
import { openSite, type Site } from '../bench/site.ts';
import type { Timing } from '../bench/timing.ts';

const USAGE = `npm run bench [-- OPTION…]
  --quick      a tenth of the data and fewer runs
  --peers      ask ClickHouse and DuckDB-Wasm the same questions too (downloads them once, about 250 MB)
  --only=NAME  only the part NAME: engine, workspace or app; may be repeated
  --analysis=NAME  of the engine only this analysis; may be repeated: ${analyses.map(({ name }) => name).join(', ')}
  --events=N   of the engine only at so many events
One JSON line per result; figures with a target say whether it is met. Times are in ms. Ratios compare the best runs,
which other work on the machine disturbed least; medians and all runs stand beside them.`;

interface Plan {
  readonly sizes: readonly number[];
  readonly rows: number;
  readonly runs: number;
  readonly peers: boolean;
  readonly parts: ReadonlySet<string>;
  readonly analyses: readonly string[];
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
        for (const count of plan.sizes) met = (await measureEngine(site, { ...plan, count })) && met;
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
  const given = (option: string): string[] =>
    args.filter((arg) => arg.startsWith(option)).map((arg) => arg.slice(option.length));
  const [parts, names, sizes] = [given('--only='), given('--analysis='), given('--events=').map(Number)];
  const known = analyses.map(({ name }) => name);
  const options = /^--(quick|peers|only=.*|analysis=.*|events=[1-9]\d*)$/;
  if (!args.every((arg) => options.test(arg))) return null;
  if (!parts.every((part) => PARTS.includes(part)) || !names.every((name) => known.includes(name)))
    return null;
  const quick = args.includes('--quick');
  return {
    sizes: sizes.length > 0 ? sizes : quick ? [100_000, 1_000_000] : [1_000_000, 10_000_000],
    rows: quick ? 100_000 : 1_000_000,
    runs: quick ? 3 : 7,
    peers: args.includes('--peers'),
    parts: new Set(parts.length > 0 ? parts : PARTS),
    analyses: names.length > 0 ? names : known,
  };
}

const PARTS: readonly string[] = ['engine', 'workspace', 'app'];

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
