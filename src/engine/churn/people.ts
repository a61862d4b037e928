import type { Control } from '../../base/control.ts';
import type { ChurnPick, ChurnQuestion } from '../../questions/churn.ts';
import { NONE } from '../funnel/outcomes.ts';
import type { EventTable } from '../table.ts';
import { analyseChurn, eachSilence, type ChurnAnalysis } from './analysis.ts';
import type { OwnSilence } from './gaps.ts';

/** Customers behind a figure, one entry each; a person appears once per stay that counts. */
export interface ChurnPeople {
  /** Person codes. */
  readonly person: Uint32Array;
  /** When each began, epoch ms; NaN for the rule `people`. */
  readonly entered: Float64Array;
  /** When it was known that each had gone, epoch ms; NaN when they haven't or nobody knows. */
  readonly at: Float64Array;
  /** Of those at risk, days of silence beside the usual gap; null for other lists. */
  readonly silence: readonly OwnSilence[] | null;
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
      const { subjects, groups } = analysis;
      const members =
        group === null
          ? [...subjects.time.keys()]
          : [
              ...(groups.find(({ value, kind }) => value === group.value && kind === group.kind)?.members ??
                []),
            ];
      const { time, event } = subjects;
      return ofSubjects(
        analysis,
        members.filter((i) => {
          if (state === 'all') return true;
          if (by !== undefined && state === 'staying') return time[i]! >= by.time;
          return (event[i] === 1) === (state === 'churned') && (by === undefined || time[i]! <= by.time);
        }),
      );
    }
    case 'reason':
      return ofSubjects(analysis, [
        ...(analysis.reasons.find(
          ({ value, kind }) => value === pick.value && kind === (pick.kind ?? 'value'),
        )?.members ?? []),
      ]);
    case 'period':
      return ofStays(analysis, staysIn(analysis, pick), null);
    case 'at-risk': {
      const found: { stay: number; silence: OwnSilence }[] = [];
      await eachSilence(analysis, control, (stay, silence) => {
        if (silence.silence > silence.usual) found.push({ stay, silence });
      });
      found.sort(
        (a, b) =>
          b.silence.silence / b.silence.usual - a.silence.silence / a.silence.usual || a.stay - b.stay,
      );
      return ofStays(
        analysis,
        found.map(({ stay }) => stay),
        found.map(({ silence }) => silence),
      );
    }
  }
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
  const figures = (name: string, of: (own: OwnSilence) => number): Measure => ({
    name,
    values: Float64Array.from(silence, of),
  });
  return [
    figures('silence-days', (own) => own.silence),
    figures('usual-days', (own) => own.usual),
    figures('silence-ratio', (own) => own.silence / own.usual),
  ];
}

function staysIn(
  { stays, periods }: ChurnAnalysis,
  { period, change }: ChurnPick & { of: 'period' },
): number[] {
  const at = periods?.periods.labels.indexOf(period) ?? -1;
  if (periods === null || at < 0) return [];
  const { began, ended } = periods;
  const within: Record<typeof change, (i: number) => boolean> = {
    'at-start': (i) => began[i]! < at && (ended[i]! < 0 || ended[i]! >= at),
    started: (i) => began[i] === at && stays.first[i] === 1,
    returned: (i) => began[i] === at && stays.first[i] === 0,
    churned: (i) => ended[i] === at,
    rate: (i) => ended[i] === at && began[i]! < at,
    'at-end': (i) => began[i]! <= at && (ended[i]! < 0 || ended[i]! > at),
  };
  return Array.from({ length: stays.count }, (_, i) => i).filter(within[change]);
}

function ofStays(
  { plan, stays }: ChurnAnalysis,
  members: readonly number[],
  silence: ChurnPeople['silence'],
): ChurnPeople {
  return {
    person: Uint32Array.from(members, (i) => stays.person[i]!),
    entered: Float64Array.from(members, (i) => plan.table.time[stays.start[i]!]!),
    at: Float64Array.from(members, (i) => stays.goneAt[i]!),
    silence,
    tenure: null,
  };
}

function ofSubjects({ plan, subjects }: ChurnAnalysis, members: readonly number[]): ChurnPeople {
  const { person, start, goneAt, time } = subjects;
  return {
    person: Uint32Array.from(members, (i) => person[i]!),
    entered: Float64Array.from(members, (i) => (start[i] === NONE ? NaN : plan.table.time[start[i]!]!)),
    at: Float64Array.from(members, (i) => goneAt[i]!),
    silence: null,
    tenure: plan.question.rule.by === 'people' ? Float64Array.from(members, (i) => time[i]!) : null,
  };
}
