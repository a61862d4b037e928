import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { AgeRow } from './ages.ts';
import { wholeOf, type SpreadMark, type SpreadRow } from './layout.ts';

/** The share of a part, `–` where there is nobody. */
export function shareText(count: number, whole: number, format: Format): string {
  return format.percent(whole > 0 ? count / whole : null);
}

/** How long those who are through took: median and middle half. */
export function timeText({ time }: SpreadRow, format: Format): string {
  return t('charts.spread.time', {
    median: format.duration(time.median),
    low: format.duration(time.p25),
    high: format.duration(time.p75),
  });
}

/** How many came into a row. */
export function countText({ count, said }: SpreadRow, format: Format): string {
  return said ?? t('charts.spread.count', { count: format.integer(count) });
}

/** A mark in words; empty for one that isn't there. */
export function spreadText(rows: readonly SpreadRow[], { row, part }: SpreadMark, format: Format): string {
  const found = rows[row];
  if (found === undefined) return '';
  const count = countText(found, format);
  if (part < 0)
    return found.time.n === 0
      ? t('charts.spread.all.none', { row: found.name, count })
      : t('charts.spread.all', { row: found.name, count, time: timeText(found, format) });
  const own = found.parts[part];
  return own === undefined
    ? ''
    : t('charts.spread.part', {
        row: found.name,
        part: own.label,
        count: format.integer(own.count),
        share: shareText(own.count, wholeOf(found), format),
      });
}

/** A part of a bar of ages in words; empty for one that isn't there. */
export function ageText(rows: readonly AgeRow[], row: number, part: number, format: Format): string {
  const found = rows[row];
  const own = found?.parts[part];
  return found === undefined || own === undefined
    ? ''
    : t('charts.ages.mark', {
        row: found.name,
        part: own.label,
        count: format.integer(own.count),
        whole: format.integer(found.count),
      });
}
