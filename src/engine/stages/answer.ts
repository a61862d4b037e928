import type { Control } from '../../base/control.ts';
import type { StagesAnswer, StagesQuestion, StageTime } from '../../questions/stages.ts';
import { countAbove, sumOf } from '../numbers.ts';
import { tailedHistogram } from '../statistics/histogram.ts';
import { survivalQuantile } from '../statistics/kaplan-meier.ts';
import { durationsOf, durationsOfSorted } from '../statistics/quantiles.ts';
import { wilson } from '../statistics/wilson.ts';
import { End, survivalCurves } from '../survival/curves.ts';
import type { EventTable } from '../table.ts';
import { analyseStages, type StagesAnalysis } from './analysis.ts';
import type { HandOvers } from './hand-over.ts';
import type { Ways } from './visits.ts';
import type { Leads } from './way-sweep.ts';
import { AGE_LIMITS, wayOf } from './ways.ts';

/** Returns the whole answer to a question of stages (rules W1 to W7). Throws `AppFailure('cancelled')` through `control`. */
export async function answerStages(
  table: EventTable,
  question: StagesQuestion,
  control: Control,
): Promise<Omit<StagesAnswer, 'compared'>> {
  const analysis = await analyseStages(table, question, control);
  const { ways, times, subjects, groups, handOver, moves, notes } = analysis;
  const { leads, won } = ways;
  if (control.due()) await control.pause(0.9);
  const cycles = closedCycles(leads, won);
  const wonTime = durationsOf(cycles.won);
  const lostTime = durationsOf(cycles.lost);
  return {
    kind: 'stages',
    leads: leads.at.length,
    won: wonTime.n,
    lost: lostTime.n,
    open: leads.at.length - wonTime.n - lostTime.n,
    winRate: wilson(wonTime.n, wonTime.n + lostTime.n),
    undated: undatedBy(ways),
    stages: question.stages.map(({ label }, k) => ({
      label,
      ...stageTime(analysis, k, moves[k]!),
      ofWon: sumOf(times[k]!.ofWon) / wonTime.n,
    })),
    moves,
    ways: waysOf(moves, won),
    cycle: {
      won: wonTime,
      lost: lostTime,
      closed: durationsOf(cycles.closed),
      bins: tailedHistogram(cycles.won, wonTime),
    },
    conversion: await survivalCurves(subjects, groups, true, control, 'events'),
    handOver:
      handOver === null
        ? null
        : {
            time: durationsOf(doneTimes(handOver)),
            waiting: await survivalCurves(handOver, [], true, control),
            open: handOver.event.reduce((sum, end) => sum + Number(end === End.censored), 0),
          },
    unit: question.unit.by,
    data: table.span,
    notes,
  };
}

/** Returns how many leads stand without a date in each stage, at won and at lost (W7). */
function undatedBy({ undated, won }: Ways): number[] {
  const counts = new Array<number>(won + 2).fill(0);
  for (const place of undated.place) counts[place]!++;
  return counts;
}

/** Returns the cycle times of the leads that stand at won, at lost, and at either. */
function closedCycles({ at, cycle }: Leads, won: number): Record<'won' | 'lost' | 'closed', Float64Array> {
  const cycles = {
    won: new Float64Array(at.length),
    lost: new Float64Array(at.length),
    closed: new Float64Array(at.length),
  };
  let wons = 0;
  let losts = 0;
  for (let lead = 0; lead < at.length; lead++) {
    if (at[lead]! < won) continue;
    const ms = cycle[lead]!;
    cycles.closed[wons + losts] = ms;
    if (at[lead] === won) cycles.won[wons++] = ms;
    else cycles.lost[losts++] = ms;
  }
  return {
    won: cycles.won.subarray(0, wons),
    lost: cycles.lost.subarray(0, losts),
    closed: cycles.closed.subarray(0, wons + losts),
  };
}

function stageTime(
  { ways: { won }, times, usual: limits }: StagesAnalysis,
  k: number,
  moves: readonly number[],
): Omit<StageTime, 'label' | 'ofWon'> {
  const { finished, open } = times[k]!;
  const usual = limits[k]!;
  const [young, late, stale] = AGE_LIMITS.map((limit) => countAbove(open, limit * usual));
  const sum = (from: number, to: number): number => moves.slice(from, to).reduce((total, n) => total + n, 0);
  const judged = !Number.isNaN(usual);
  return {
    entered: finished.length + open.length,
    wentOn: sum(k + 1, won + 1),
    wentBack: sum(0, k),
    lost: moves[won + 1]!,
    open: open.length,
    time: durationsOfSorted(finished),
    median: survivalQuantile({ events: finished, censored: open }, 0.5),
    usual,
    age: durationsOfSorted(open),
    overdue: judged ? wilson(late!, open.length) : wilson(0, 0),
    aged: judged ? [open.length - young!, young! - late!, late! - stale!, stale!] : [0, 0, 0, 0],
  };
}

/** Returns how often leads moved, by what it means. */
function waysOf(moves: readonly (readonly number[])[], won: number): StagesAnswer['ways'] {
  const ways = { advanced: 0, skipped: 0, returned: 0, reopened: 0, won: 0, lost: 0 };
  for (const [from, row] of moves.entries())
    for (const [to, n] of row.entries()) {
      const way = wayOf(from, to, won);
      if (way !== null) ways[way] += n;
    }
  return ways;
}

function doneTimes({ time, event }: HandOvers): Float64Array {
  return time.filter((_, i) => event[i] === End.event);
}
