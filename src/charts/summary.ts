import { t } from '../i18n/i18n.svelte.ts';

/** Returns the sentence that readings of a chart's marks make together; empty where there are none. */
export function summaryOf(readings: readonly string[]): string {
  if (readings.length === 0) return '';
  const all = readings.reduce((readings, reading) => t('charts.readings', { readings, reading }));
  return t('charts.summary', { readings: all });
}
