import { DAY_MS } from '../../base/calendar.ts';
import { defaultRetention, type RetentionQuestion } from '../../questions/retention.ts';
import { proposeActivity } from '../activity/propose.ts';

/** Data longer than this, ms, are proposed by month: nine months, some 40 weeks, are as many columns as can be read. */
const LONG = 274 * DAY_MS;

/** Returns the cohorts to begin with: of what people come back for most, whether they did, by week, in long data by month. null without dated events. */
export function proposeRetention(table: Parameters<typeof proposeActivity>[0]): RetentionQuestion | null {
  const match = proposeActivity(table);
  if (match === null || table.span === null) return null;
  return {
    ...defaultRetention(match),
    period: { unit: table.span.to - table.span.from > LONG ? 'month' : 'week', n: 1 },
  };
}
