import type { Control } from '../../base/control.ts';
import type { FunnelPick, FunnelQuestion } from '../../questions/funnel.ts';
import type { EventTable } from '../table.ts';
import { analyse, type FunnelRun } from './analysis.ts';
import { NONE } from './outcomes.ts';
import { State, type Settled } from './states.ts';

/** Units behind a figure, one entry each: a person appears once per attempt or held value that counts. */
export interface FunnelPeople {
  /** Person codes. */
  readonly person: Uint32Array;
  /** Value held constant, by entry; null when the unit isn't a property. */
  readonly held: readonly (string | null)[] | null;
  /** When each entered, epoch ms; NaN when undated. */
  readonly entered: Float64Array;
  /** When each reached the step asked about, epoch ms; NaN when undated or reached without an event of its own. */
  readonly at: Float64Array;
}

/**
 * Returns the units that a figure of the answer counts, in the order of the table: those at a step, or which went on, stayed open,
 * dropped or were excluded there, of one breakdown group or all, of one trend period or all. Their number is that figure.
 * An unknown group or period has nobody.
 */
export async function funnelPeople(
  table: EventTable,
  question: FunnelQuestion,
  pick: FunnelPick,
  control: Control,
): Promise<FunnelPeople> {
  const asked = {
    ...question,
    compare: null,
    trend: pick.period === null ? null : question.trend,
    breakdown: pick.group === null ? null : question.breakdown,
  };
  const { total, groups } = await analyse(table, asked, control);
  const wanted = pick.group;
  const group =
    wanted === null
      ? null
      : groups.find(
          ({ group: { kind, values } }) =>
            kind === wanted.kind &&
            (kind !== 'value' ||
              (values.join('\u0000') === wanted.values.join('\u0000') &&
                values.every((value, k) => value === wanted.values[k]))),
        );
  if (group === undefined) return listOf(total, total.settled, [], pick.step);
  const run = group === null ? total : group.run;
  if (pick.period === null)
    return listOf(
      run,
      run.settled,
      pickedOf(run, run.settled, group === null ? run.settled.members : group.group.members, pick),
      pick.step,
    );
  if (run.trend === null) return listOf(run, run.settled, [], pick.step);
  const { periods, period, settled } = run.trend;
  const index = periods.labels.indexOf(pick.period);
  const members = settled.members.filter((i) => period[i] === index && (group === null || group.inTrend(i)));
  return listOf(run, settled, pickedOf(run, settled, members, pick), pick.step);
}

function pickedOf(
  { plan }: FunnelRun,
  { outcomes, state }: Settled,
  members: Uint32Array,
  { step, segment }: FunnelPick,
): number[] {
  const { steps, optional } = plan;
  const { depth, rows } = outcomes;
  const picked: number[] = [];
  for (const i of members) {
    const reached = depth[i]! > step || depth[i] === step;
    if (!reached || (optional[step] === 1 && rows[i * steps + step] === NONE)) continue;
    const wentOn = depth[i]! > step;
    const stopped = depth[i] === step && step < steps - 1;
    if (
      segment === 'entered' ||
      (segment === 'went-on' && wentOn) ||
      (segment === 'open' && stopped && state[i] === State.open) ||
      (segment === 'dropped' && stopped && state[i] === State.dropped) ||
      (segment === 'excluded' && stopped && state[i] === State.excluded)
    )
      picked.push(i);
  }
  return picked;
}

function listOf(
  { plan }: FunnelRun,
  { outcomes }: Settled,
  picked: readonly number[],
  step: number,
): FunnelPeople {
  const { units, table, question, steps } = plan;
  const time = (row: number): number => (row === NONE ? NaN : table.time[row]!);
  const { unit } = question;
  const owner = unit.by === 'property' && unit.acrossPeople === true ? peopleOfRows(table) : null;
  return {
    person: Uint32Array.from(picked, (i) => {
      const u = outcomes.unit[i]!;
      return owner === null ? (units.person === null ? u : units.person[u]!) : owner(outcomes.start[i]!);
    }),
    held: unit.by === 'property' ? picked.map((i) => units.labels(units.held![outcomes.unit[i]!]!)) : null,
    entered: Float64Array.from(picked, (i) => time(outcomes.start[i]!)),
    at: Float64Array.from(picked, (i) => time(outcomes.rows[i * steps + step]!)),
  };
}

/** Person of any row, by bisection. */
export function peopleOfRows({ offsets, personCount }: EventTable): (row: number) => number {
  return (row) => {
    let low = 0;
    let high = personCount - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (offsets[middle]! <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  };
}
