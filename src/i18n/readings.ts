import { t } from './i18n.svelte.ts';

/** Returns readings that may hold commas themselves, one after the other: `a; b; c`. */
export function readingsText(readings: readonly string[]): string {
  return readings.length === 0
    ? ''
    : readings.reduce((before, reading) => t('common.readings', { before, reading }));
}
