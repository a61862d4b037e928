import { t } from '../i18n/i18n.svelte.ts';
import { readingsText } from '../i18n/readings.ts';

/** Returns the sentence that readings of a chart's marks make together; empty where there are none. */
export function summaryOf(readings: readonly string[]): string {
  return readings.length === 0 ? '' : t('charts.summary', { readings: readingsText(readings) });
}
