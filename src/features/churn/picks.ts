import type { ChurnAnswer, ChurnPeriod, ChurnPick, ChurnReason } from '../../questions/churn.ts';
import type { SurvivalFigures } from '../../questions/survival.ts';
import { sameGroup } from '../analysis/groups.ts';

type Change = (ChurnPick & { readonly of: 'period' })['change'];

/** How many a change of a period counts. */
export function changeOf(
  { atStart, started, returned, churned, atEnd, rate }: ChurnPeriod,
  change: Change,
): number {
  const counts: Readonly<Record<Change, number>> = {
    'at-start': atStart,
    started,
    returned,
    churned,
    rate: rate.k,
    'at-end': atEnd,
  };
  return counts[change];
}

function stateOf(
  { n, events }: SurvivalFigures,
  state: (ChurnPick & { readonly of: 'curve' })['state'],
): number {
  return state === 'all' ? n : state === 'churned' ? events : n - events;
}

/** The reason that a pick is of. */
export function reasonOf(
  reasons: readonly ChurnReason[],
  pick: ChurnPick & { readonly of: 'reason' },
): ChurnReason | undefined {
  return reasons.find(({ value, kind }) => value === pick.value && kind === (pick.kind ?? 'value'));
}

/** How many the mark of a pick counts; 0 when the answer has no such mark, NaN for a time on a curve, which only the list counts. */
export function countOf({ total, groups, periods, reasons, atRisk }: ChurnAnswer, pick: ChurnPick): number {
  switch (pick.of) {
    case 'curve': {
      if (pick.by !== undefined) return Number.NaN;
      const figures = pick.group === null ? total : groups.find((each) => sameGroup(each, pick.group));
      return figures === undefined ? 0 : stateOf(figures, pick.state);
    }
    case 'period': {
      const found = periods.find(({ period }) => period === pick.period);
      return found === undefined ? 0 : changeOf(found, pick.change);
    }
    case 'reason':
      return reasonOf(reasons, pick)?.share.k ?? 0;
    case 'at-risk':
      return atRisk?.k ?? 0;
  }
}
