import type { Control } from '../../base/control.ts';
import type { StagesAnswer, StagesQuestion, StageTime } from '../../questions/stages.ts';
import { numbersOf } from '../numbers.ts';
import { timeHistogram } from '../statistics/histogram.ts';
import { survivalQuantile } from '../statistics/kaplan-meier.ts';
import { durationsOf, durationsOfSorted } from '../statistics/quantiles.ts';
import { wilson } from '../statistics/wilson.ts';
import { End, survivalCurves } from '../survival/curves.ts';
import type { EventTable } from '../table.ts';
import { analyseStages, type StagesAnalysis } from './analysis.ts';
import type { HandOvers } from './hand-over.ts';
import type { Visit } from './visits.ts';

/** Returns the whole answer to a question of stages (rules W1 to W6). Throws `AppFailure('cancelled')` through `control`. */
export async function answerStages(
  table: EventTable,
  question: StagesQuestion,
  control: Control,
): Promise<Omit<StagesAnswer, 'compared'>> {
  const analysis = await analyseStages(table, question, control);
  const { ways, subjects, groups, handOver } = analysis;
  const { leads, visits, won } = ways;
  const moved = movesOf(visits, won);
  const byStage: Visit[][] = question.stages.map(() => []);
  for (const visit of visits) byStage[visit.stage]?.push(visit);
  const cycles = (of: (at: number) => boolean): Float64Array =>
    numbersOf(
      leads.filter(({ at }) => of(at)),
      ({ cycle }) => cycle,
    );
  const wonCycles = cycles((at) => at === won);
  const wonTime = durationsOf(wonCycles);
  const lostTime = durationsOf(cycles((at) => at > won));
  return {
    kind: 'stages',
    leads: leads.length,
    won: wonTime.n,
    lost: lostTime.n,
    open: leads.length - wonTime.n - lostTime.n,
    stages: byStage.map((own, k) => stageTime(analysis, own, moved.moves[k]!, k)),
    ...moved,
    cycle: {
      won: wonTime,
      lost: lostTime,
      closed: durationsOf(cycles((at) => at >= won)),
      bins: timeHistogram(wonCycles, wonTime.max),
    },
    conversion: survivalCurves(subjects, groups, true),
    handOver:
      handOver === null
        ? null
        : { time: durationsOf(doneTimes(handOver)), waiting: survivalCurves(handOver, [], true) },
    unit: question.unit.by,
    data: table.span,
    notes: ways.notes,
  };
}

function stageTime(
  { ways, usual }: StagesAnalysis,
  own: readonly Visit[],
  moves: readonly number[],
  k: number,
): StageTime {
  const { label } = ways.question.stages[k]!;
  const sum = (from: number, to: number): number => moves.slice(from, to).reduce((total, n) => total + n, 0);
  const finished = numbersOf(
    own.filter(({ to }) => to >= 0),
    ({ ms }) => ms,
  ).sort();
  const ages = numbersOf(
    own.filter(({ to }) => to < 0),
    ({ ms }) => ms,
  ).sort();
  const limit = usual[k]!;
  return {
    label,
    entered: own.length,
    wentOn: sum(k + 1, ways.won + 1),
    wentBack: sum(0, k),
    lost: moves[ways.won + 1]!,
    open: ages.length,
    time: durationsOfSorted(finished),
    median: survivalQuantile({ events: finished, censored: ages }, 0.5),
    usual: limit,
    age: durationsOfSorted(ages),
    overdue: wilson(ages.filter((ms) => ms > limit).length, Number.isNaN(limit) ? 0 : ages.length),
  };
}

function movesOf(visits: readonly Visit[], won: number): Pick<StagesAnswer, 'moves' | 'ways'> {
  const moves = Array.from({ length: won + 2 }, () => new Array<number>(won + 2).fill(0));
  for (const { stage, to } of visits) if (to >= 0) moves[stage]![to]!++;
  const sum = (of: (from: number, to: number) => boolean): number =>
    moves.reduce(
      (total, row, from) => total + row.reduce((all, n, to) => all + (to < won && of(from, to) ? n : 0), 0),
      0,
    );
  return {
    moves,
    ways: {
      advanced: sum((from, to) => from < won && to === from + 1),
      skipped: sum((from, to) => from < won && to > from + 1),
      returned: sum((from, to) => from < won && to < from),
      reopened: sum((from) => from >= won),
    },
  };
}

function doneTimes({ time, event }: HandOvers): Float64Array {
  return time.filter((_, i) => event[i] === End.event);
}
