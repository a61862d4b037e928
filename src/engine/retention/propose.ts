import { DAY_MS } from '../../base/calendar.ts';
import type { Control } from '../../base/control.ts';
import { defaultRetention, type RetentionQuestion } from '../../questions/retention.ts';
import { proposeLater, proposeRepeated, type Log } from '../activity/propose.ts';

/** Data longer than this, ms, are proposed by month: nine months, some 40 weeks, are as many columns as can be read. */
const LONG = 274 * DAY_MS;

/**
 * Returns the cohorts to begin with, by week, in long data by month: of what people come back for most, whether they did; where nothing is
 * done again, of what most people go on from, whether they have gone on to what they go on to. null where nobody is there a day or more after their
 * first event.
 */
export async function proposeRetention(table: Log, control: Control): Promise<RetentionQuestion | null> {
  if (table.span === null) return null;
  const period = { unit: table.span.to - table.span.from > LONG ? 'month' : 'week', n: 1 } as const;
  const again = await proposeRepeated(table, control);
  if (again !== null) return { ...defaultRetention(again), period };
  const on = await proposeLater(table, control);
  return on && { ...defaultRetention(on.start, on.later), rule: 'on-or-before', period };
}
