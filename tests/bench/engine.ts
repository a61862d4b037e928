import { analyses, analysesNamed } from './analyses/index.ts';
import type { AnalysisBench, Figures } from './analyses/analysis.ts';
import { clickhouse } from './clickhouse.ts';
import type { AnalysisReport, EngineRequest } from './engine-worker.ts';
import type { PeerReport } from './peer-report.ts';
import { judge, sameFigures, write } from './report.ts';
import type { Site } from './site.ts';
import { worlds, type WorldName } from './worlds.ts';

/** Events at which a whole answer has to fit into the 100 ms from a click to its chart. */
const AT_ONCE = 1_000_000;
const ANSWER_MS = 100;

/** What to measure. */
export interface EnginePlan {
  readonly count: number;
  readonly runs: number;
  readonly peers: boolean;
  /** Names of analyses. */
  readonly analyses: readonly string[];
}

/** Asks each analysis over events in memory, against reading its columns once and, on demand, against the peers; writes what it saw. */
export async function measureEngine(site: Site, plan: EnginePlan): Promise<boolean> {
  const verdicts: boolean[] = [];
  for (const world of Object.keys(worlds) as WorldName[]) {
    const names = analyses.filter((one) => one.world === world && plan.analyses.includes(one.name));
    if (names.length === 0) continue;
    const { count, runs } = plan;
    const request = { world, names: names.map(({ name }) => name), count, runs };
    verdicts.push(...(await measureWorld(site, request, plan.peers)));
  }
  return verdicts.every(Boolean);
}

async function measureWorld(site: Site, request: EngineRequest, withPeers: boolean): Promise<boolean[]> {
  const { world, names, count } = request;
  const report = await site.page.evaluate((asked) => window.bench.engine(asked), request);
  write({ bench: 'engine', world, events: count, people: report.people, build: report.build });
  const own = analysesNamed(names).map((bench) => ({ bench, report: report.analyses[bench.name]! }));
  const verdicts = own.flatMap(({ bench, report }) => judgeAnalysis(bench, report, count));
  if (!withPeers) return verdicts;
  const asked = { ...request, runs: Math.min(request.runs, 5) };
  const peers: Record<string, PeerReport> = {
    ClickHouse: await clickhouse(asked),
    'DuckDB-Wasm': await site.page.evaluate((request) => window.bench.duckdb(request), asked),
  };
  for (const [peer, { about, scan }] of Object.entries(peers))
    write({ bench: peer, world, events: count, ...about, scan });
  for (const { bench, report } of own) verdicts.push(...judgePeers(bench, report, peers, count));
  return verdicts;
}

function judgeAnalysis(
  { name, targets }: AnalysisBench,
  { timings, figures }: AnalysisReport,
  count: number,
): boolean[] {
  write({ bench: 'engine', analysis: name, events: count, rows: figures.length, ...timings });
  const against = (work: string): number => timings[work]!.best / timings.scan.best;
  const verdicts = [
    judge({ figure: `whole ${name} answer over ${count} events / plain scan`, value: against('answer') }),
  ];
  if (targets.of !== 'answer')
    verdicts.push(
      judge({
        figure: `${name} ${targets.of} over ${count} events / plain scan`,
        value: against(targets.of),
        ...(targets.scan !== undefined && { atMost: targets.scan }),
      }),
    );
  if (count === AT_ONCE)
    verdicts.push(
      judge({
        figure: `whole ${name} answer over ${count} events, ms`,
        value: timings.answer.best,
        atMost: ANSWER_MS,
      }),
    );
  return verdicts;
}

function judgePeers(
  { name, targets }: AnalysisBench,
  { timings, figures }: AnalysisReport,
  peers: Readonly<Record<string, PeerReport>>,
  count: number,
): boolean[] {
  const counted: Record<string, Figures> = { engine: figures };
  for (const [peer, { analyses }] of Object.entries(peers)) {
    for (const [form, { figures: own }] of Object.entries(analyses[name]!)) counted[`${peer}, ${form}`] = own;
  }
  sameFigures(name, counted);
  return Object.entries(peers).map(([peer, { analyses }]) => {
    const forms = Object.entries(analyses[name]!).map(([form, { timing }]) => [form, timing] as const);
    write({ bench: peer, analysis: name, events: count, ...Object.fromEntries(forms) });
    const best = Math.min(...forms.map(([, timing]) => timing.best));
    const atLeast = peer === 'ClickHouse' ? targets.clickhouse : targets.duckdb;
    if (targets.of !== 'answer')
      judge({
        figure: `${peer} / whole ${name} answer over ${count} events`,
        value: best / timings.answer.best,
      });
    const of = targets.of === 'answer' ? `whole ${name} answer` : `${name} ${targets.of}`;
    return judge({
      figure: `${peer} / ${of} over ${count} events`,
      value: best / timings[targets.of]!.best,
      atLeast,
    });
  });
}
