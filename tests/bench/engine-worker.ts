import type { EventTable } from '../../src/engine/table.ts';
import type { AnalysisBench, Figures } from './analyses/analysis.ts';
import { analysesNamed } from './analyses/index.ts';
import { measure, measureInTurns, type Timing } from './timing.ts';
import { tableOf, worlds, type WorldName } from './worlds.ts';

/** What to ask of the engine: analyses by name, all of one world. */
export interface EngineRequest {
  readonly world: WorldName;
  readonly names: readonly string[];
  readonly count: number;
  readonly runs: number;
}

/** Timings of the engine over made-up events. */
export interface EngineReport {
  readonly people: number;
  readonly build: Timing;
  readonly analyses: Readonly<Record<string, AnalysisReport>>;
}

/** Timings of one analysis; `scan` reads every value of the columns it needs once, person by person. */
export interface AnalysisReport {
  readonly timings: Readonly<Record<string, Timing>> & { readonly scan: Timing; readonly answer: Timing };
  readonly figures: Figures;
}

async function engine({ world: kind, names, count, runs }: EngineRequest): Promise<EngineReport> {
  const world = worlds[kind](count);
  const { timing: build, value: table } = await measure(runs, 0, () => tableOf(world));
  const reports: Record<string, AnalysisReport> = {};
  for (const bench of analysesNamed(names)) reports[bench.name] = await measureAnalysis(bench, table, runs);
  return { people: world.events.people, build, analyses: reports };
}

async function measureAnalysis(
  bench: AnalysisBench,
  table: EventTable,
  runs: number,
): Promise<AnalysisReport> {
  const columns = await Promise.all(bench.reads.map((name) => numbersOf(table, name)));
  const sums: number[] = [];
  const timings = await measureInTurns(runs, {
    scan: () => sums.push(scan(table), ...columns.map((values) => scanColumn(table, values))),
    answer: () => bench.ask(table),
    ...bench.more(table),
  });
  // Reading the sums keeps the scans from being optimised away.
  if (!sums.every((sum) => sum > 0)) throw new Error('a scan read nothing');
  return { timings, figures: await bench.figures(table) };
}

async function numbersOf(table: EventTable, name: string): Promise<Float64Array> {
  const column = await table.eventColumn(name);
  if (column?.kind !== 'number') throw new Error(`${name} is no number column`);
  return column.values;
}

/** What any answer has to do at least: read each person's times and names. */
function scan({ offsets, time, name, personCount }: EventTable): number {
  let sum = 0;
  for (let person = 0; person < personCount; person++) {
    const end = offsets[person + 1]!;
    for (let row = offsets[person]!; row < end; row++) sum += time[row]! + name[row]!;
  }
  return sum;
}

/** And each person's values, of which some are missing. */
function scanColumn({ offsets, personCount }: EventTable, values: Float64Array): number {
  let sum = 0;
  for (let person = 0; person < personCount; person++) {
    const end = offsets[person + 1]!;
    for (let row = offsets[person]!; row < end; row++) {
      const value = values[row]!;
      if (!Number.isNaN(value)) sum += value;
    }
  }
  return sum;
}

self.addEventListener('message', ({ data }: MessageEvent<EngineRequest>) => {
  void engine(data).then(
    (report) => self.postMessage({ report }),
    (error: unknown) => self.postMessage({ error: String(error) }),
  );
});
