import type { Control } from '../../base/control.ts';
import type { ChurnPick, ChurnQuestion } from '../../questions/churn.ts';
import { codesAt, everyPosition, numbersAt, positions } from '../numbers.ts';
import { orderDescending } from '../statistics/order.ts';
import type { EventTable } from '../table.ts';
import { analyseChurn, eachSilence, type ChurnAnalysis } from './analysis.ts';

/** Customers behind a figure, one entry each; a person appears once per stay that counts. */
export interface ChurnPeople {
  /** Person codes. */
  readonly person: Uint32Array;
  /** When each began, epoch ms; NaN for the rule `people`. */
  readonly entered: Float64Array;
  /** When it was known that each had gone, epoch ms; NaN when they haven't or nobody knows. */
  readonly at: Float64Array;
  /** Of those at risk, days of silence beside those of the usual gap; null for other lists. */
  readonly silence: { readonly days: Float64Array; readonly usual: Float64Array } | null;
  /** How long each has been there, in the unit of the rule `people`; null for the other rules. */
  readonly tenure: Float64Array | null;
}

/**
 * Returns the customers that a figure of the answer counts; their number is that figure. Those at risk come with the longest silence against
 * the usual first, all others in the order of the table. An unknown group, period or reason has nobody.
 */
export async function churnPeople(
  table: EventTable,
  question: ChurnQuestion,
  pick: ChurnPick,
  control: Control,
): Promise<ChurnPeople> {
  const analysis = await analyseChurn(table, question, control);
  switch (pick.of) {
    case 'curve': {
      const { group, state, by } = pick;
      const { time, event } = analysis.subjects;
      const members = membersOf(analysis, group);
      const chosen = positions(members.length, (k) => {
        const i = members[k]!;
        if (state === 'all') return true;
        if (by !== undefined && state === 'staying') return time[i]! >= by.time;
        return (event[i] === 1) === (state === 'churned') && (by === undefined || time[i]! <= by.time);
      });
      return ofSubjects(analysis, codesAt(members, chosen));
    }
    case 'reason': {
      const kind = pick.kind ?? 'value';
      const reason = analysis.reasons.find((each) => each.value === pick.value && each.kind === kind);
      return ofSubjects(analysis, reason?.members ?? NOBODY);
    }
    case 'period':
      return { ...ofStays(analysis, staysIn(analysis, pick)), silence: null };
    case 'at-risk':
      return atRisk(analysis, control);
  }
}

const NOBODY = new Uint32Array(0);

function membersOf(
  { subjects, groups }: ChurnAnalysis,
  group: (ChurnPick & { of: 'curve' })['group'],
): Uint32Array {
  if (group === null) return everyPosition(subjects.time.length);
  return groups.find(({ value, kind }) => value === group.value && kind === group.kind)?.members ?? NOBODY;
}

async function atRisk(analysis: ChurnAnalysis, control: Control): Promise<ChurnPeople> {
  const { count } = analysis.stays;
  const stays = new Uint32Array(count);
  const days = new Float64Array(count);
  const usual = new Float64Array(count);
  const ratio = new Float64Array(count);
  let n = 0;
  await eachSilence(analysis, control, (stay, own) => {
    // Where usual isn't known nobody is silent for longer.
    if (!(own.silence > own.usual)) return;
    stays[n] = stay;
    days[n] = own.silence;
    usual[n] = own.usual;
    ratio[n++] = own.silence / own.usual;
  });
  const order = await orderDescending(ratio.subarray(0, n), control);
  return {
    ...ofStays(analysis, codesAt(stays, order)),
    silence: { days: numbersAt(days, order), usual: numbersAt(usual, order) },
  };
}

interface Measure {
  readonly name: string;
  readonly values: Float64Array;
}

/**
 * Returns what is known of the people of a list as figures. Of those at risk: days since the last sign of life, days of the usual gap, and how
 * many times the one is the other. Of one row per customer: the tenure. Nothing for other lists.
 */
export function churnMeasures({ silence, tenure }: Pick<ChurnPeople, 'silence' | 'tenure'>): Measure[] {
  if (tenure !== null) return [{ name: 'tenure', values: tenure }];
  if (silence === null) return [];
  const { days, usual } = silence;
  return [
    { name: 'silence-days', values: days },
    { name: 'usual-days', values: usual },
    { name: 'silence-ratio', values: days.map((own, i) => own / usual[i]!) },
  ];
}

function staysIn(
  { stays, periods }: ChurnAnalysis,
  { period, change }: ChurnPick & { of: 'period' },
): Uint32Array {
  const at = periods?.periods.labels.indexOf(period) ?? -1;
  if (periods === null || at < 0) return NOBODY;
  const { began, ended } = periods;
  const within: Record<typeof change, (i: number) => boolean> = {
    'at-start': (i) => began[i]! < at && (ended[i]! < 0 || ended[i]! >= at),
    started: (i) => began[i] === at && stays.first[i] === 1,
    returned: (i) => began[i] === at && stays.first[i] === 0,
    churned: (i) => ended[i] === at,
    rate: (i) => ended[i] === at && began[i]! < at,
    'at-end': (i) => began[i]! <= at && (ended[i]! < 0 || ended[i]! > at),
  };
  return positions(stays.count, within[change]);
}

function ofStays({ plan, stays }: ChurnAnalysis, members: Uint32Array): Omit<ChurnPeople, 'silence'> {
  return {
    person: codesAt(stays.person, members),
    entered: numbersAt(plan.table.time, codesAt(stays.start, members)),
    at: numbersAt(stays.goneAt, members),
    tenure: null,
  };
}

function ofSubjects({ plan, subjects }: ChurnAnalysis, members: Uint32Array): ChurnPeople {
  const { person, start, goneAt, time } = subjects;
  return {
    person: codesAt(person, members),
    // Nobody began at `NONE`, which is no row.
    entered: numbersAt(plan.table.time, codesAt(start, members)),
    at: numbersAt(goneAt, members),
    silence: null,
    tenure: plan.question.rule.by === 'people' ? numbersAt(time, members) : null,
  };
}
