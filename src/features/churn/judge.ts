import { Z95 } from '../../engine/statistics/wilson.ts';
import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { SurvivalCurves, SurvivalFigures } from '../../questions/survival.ts';
import { FEW } from '../analysis/rates.ts';

/** X1: with fewer gone in all, or fewer than `FEW` in a group, no conclusion is drawn from a test. */
const FEW_GONE = 10;
/** The customary threshold of R. A. Fisher. */
const SIGNIFICANT = 0.05;

/** What the log-rank test says in words, and its figures. */
export interface Verdict {
  readonly kind: 'differ' | 'same' | 'few';
  readonly text: string;
  /** '' where the test declines. */
  readonly figures: string;
}

/** X1, S4: whether the groups differ by more than chance; declines where there are few. null without a test. */
export function verdictOf(
  { groups, test }: Pick<SurvivalCurves, 'groups' | 'test'>,
  format: Format,
): Verdict | null {
  if (test === null) return null;
  const gone = groups.reduce((sum, { events }) => sum + events, 0);
  const large = groups.filter(({ n }) => n >= FEW);
  if (large.length < 2 || gone < FEW_GONE || Number.isNaN(test.p))
    return {
      kind: 'few',
      text: t('churn.test.few', { n: format.integer(FEW), k: format.integer(FEW_GONE) }),
      figures: '',
    };
  const kind = test.p < SIGNIFICANT ? 'differ' : 'same';
  return {
    kind,
    text: t(`churn.test.${kind}`),
    figures: t('churn.test.figures', {
      statistic: format.decimal(test.statistic, 1),
      df: format.integer(test.df),
      p: pText(test.p, format),
    }),
  };
}

/** A p as it is printed: two digits, or that it is below a thousandth. */
function pText(p: number, format: Format): string {
  if (p < 0.001) return t('churn.test.p.small', { p: format.number(0.001) });
  return t('churn.test.p', { p: format.decimal(p, p < 0.1 ? 3 : 2) });
}

/** The 95 % interval of a restricted mean: normal, from its standard error, within what can be. */
export function meanInterval(
  { mean: { mean, se } }: Pick<SurvivalFigures, 'mean'>,
  until: number,
): { readonly low: number; readonly high: number } {
  return { low: Math.max(0, mean - Z95 * se), high: Math.min(until, mean + Z95 * se) };
}
