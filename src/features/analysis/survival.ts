import type { SurvivalSeries } from '../../charts/survival/layout.ts';
import { Z95 } from '../../engine/statistics/wilson.ts';
import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { ActivityGroup } from '../../questions/activity.ts';
import type { RestrictedMean, SurvivalCurves, SurvivalGroup } from '../../questions/survival.ts';
import { groupKey, groupName } from './groups.ts';
import { FEW } from './rates.ts';

/** How the curve of everyone is called among the others. */
const EVERYONE = 'all';

/** The curves on screen: everyone's, called `everyone`, or the groups' with everyone's quiet behind them. */
export function survivalSeries(
  { total, groups }: Pick<SurvivalCurves, 'total' | 'groups'>,
  everyone: string,
  nameOf: (group: SurvivalGroup) => string = groupName,
): readonly SurvivalSeries[] {
  const whole = { ...total, id: EVERYONE, label: everyone };
  if (groups.length === 0) return [whole];
  return [
    ...groups.map((group) => ({ ...group, id: groupKey(group), label: nameOf(group) })),
    { ...whole, quiet: true },
  ];
}

/** The group that a curve is of; null: everyone. */
export function groupOf({ groups }: Pick<SurvivalCurves, 'groups'>, id: string): ActivityGroup | null {
  const found = groups.find((group) => groupKey(group) === id);
  return found === undefined ? null : { kind: found.kind, value: found.value };
}

/** The curve that is of a group; null: everyone. */
export function curveOf(group: ActivityGroup | null): string {
  return group === null ? EVERYONE : groupKey(group);
}

/** X1: with fewer ends in all, or fewer than `FEW` people in a group, no conclusion is drawn from a test. */
const FEW_ENDS = 10;
/** The customary threshold of R. A. Fisher. */
const SIGNIFICANT = 0.05;

/** What the log-rank test says in words, and its figures. */
export interface Verdict {
  readonly kind: 'differ' | 'same' | 'few';
  readonly text: string;
  /** '' where the test declines. */
  readonly figures: string;
}

/**
 * X1, S4: whether the groups differ by more than chance. Declines where there are few: `few` says so, with the people that two groups need and
 * the ends that all need together. null without a test.
 */
export function verdictOf(
  { groups, test }: Pick<SurvivalCurves, 'groups' | 'test'>,
  few: (needed: { readonly n: string; readonly k: string }) => string,
  format: Format,
): Verdict | null {
  if (test === null) return null;
  const ends = groups.reduce((sum, { events }) => sum + events, 0);
  const large = groups.filter(({ n }) => n >= FEW);
  if (large.length < 2 || ends < FEW_ENDS || Number.isNaN(test.p))
    return {
      kind: 'few',
      text: few({ n: format.integer(FEW), k: format.integer(FEW_ENDS) }),
      figures: '',
    };
  const kind = test.p < SIGNIFICANT ? 'differ' : 'same';
  return {
    kind,
    text: t(`analysis.test.${kind}`),
    figures: t('analysis.test.figures', {
      statistic: format.decimal(test.statistic, 1),
      df: format.integer(test.df),
      p: pText(test.p, format),
    }),
  };
}

/** A p as it is printed: two digits, or that it is below a thousandth. */
function pText(p: number, format: Format): string {
  if (p < 0.001) return t('analysis.test.p.small', { p: format.number(0.001) });
  return t('analysis.test.p', { p: format.decimal(p, p < 0.1 ? 3 : 2) });
}

/** The 95 % interval of a restricted mean: normal, from its standard error, within what can be. */
export function meanInterval({ mean, se, until }: RestrictedMean): {
  readonly low: number;
  readonly high: number;
} {
  return { low: Math.max(0, mean - Z95 * se), high: Math.min(until, mean + Z95 * se) };
}
