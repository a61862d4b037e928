import type { PeriodUnit } from '../base/calendar.ts';
import type { Format } from '../i18n/format.ts';
import { t } from '../i18n/i18n.svelte.ts';
import type { ActivityGroup, PeriodSpec } from '../questions/activity.ts';
import type { RetentionAnswer, RetentionRow } from '../questions/retention.ts';
import { periodText } from './period.ts';

/** Which cohort of an answer is meant. */
export type Cohort = Pick<RetentionRow, 'kind' | 'key'>;

/** Whole periods since the start that a column covers. */
export type CohortColumn = RetentionAnswer['columns'][number];

/** A mark of a chart of cohorts, as the page gets it; `column: null` means everybody in the cohort. */
export interface CohortPick {
  /** null: all cohorts, in a column those that are complete there (R4). */
  readonly row: Cohort | null;
  readonly column: number | null;
  /** Of which group, where the chart shows several. */
  readonly group?: ActivityGroup;
}

/** Whether two references mean the same cohort; null: all of them. */
export function sameCohort(a: Cohort | null, b: Cohort | null): boolean {
  return a === null || b === null ? a === b : a.kind === b.kind && a.key === b.key;
}

/** Writes a cohort: a period as its unit is read, a value as it is, and what has no key of its own in words. */
export function cohortName({ kind, key }: Cohort, unit: PeriodUnit, format: Format): string {
  switch (kind) {
    case 'period':
      return periodText(key ?? '', unit, format);
    case 'value':
      return key ?? t('charts.cohort.missing');
    case 'segment':
      return key ?? '';
    case 'other':
    case 'did':
    case 'did-not':
    case 'undecided':
      return t(`charts.cohort.${kind}`);
  }
}

/** Writes a column as its header: `2`, or `7–13` for a bracket. */
export function columnHead({ from, to }: CohortColumn): string {
  return from === to ? String(from) : `${from}–${to}`;
}

/** Writes a column in a sentence: `month 2`, `days 7–13`; periods of several units are `period 2`. */
export function columnName({ from, to }: CohortColumn, { unit, n }: PeriodSpec): string {
  const word = n === 1 ? unit : 'period';
  return from === to
    ? t(`charts.cohort.in.${word}`, { at: from })
    : t(`charts.cohort.span.${word}`, { from, to });
}
