import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { Rate } from '../../questions/funnel.ts';

/** X1: with a smaller base than this no conclusion is drawn from a rate. */
export const FEW = 30;

/** X1: whether a rate has too small a base to conclude from. */
export function isFew({ n }: Pick<Rate, 'n'>): boolean {
  return n < FEW;
}

/** X1: what stands beside a rate, its 95% interval and its base: `12.8–14.3%, n 9,284`. */
export function baseText(rate: Rate, format: Format): string {
  return t('analysis.rate.base', { interval: format.rate(rate).interval, n: format.integer(rate.n) });
}
