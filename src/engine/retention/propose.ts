import { DAY_MS } from '../../base/calendar.ts';
import { everything } from '../../questions/filter.ts';
import { defaultRetention, type RetentionQuestion } from '../../questions/retention.ts';
import type { EventTable } from '../table.ts';

/** Data longer than this, ms, are proposed by month: nine months, some 40 weeks, are as many columns as can be read. */
const LONG = 274 * DAY_MS;

/** Returns the cohorts to begin with: of the most frequent event, whether it was done again, by week, in long data by month. null without events. */
export function proposeRetention({
  name,
  names,
  span,
}: Pick<EventTable, 'name' | 'names' | 'span'>): RetentionQuestion | null {
  const counts = new Uint32Array(names.size);
  for (const code of name) counts[code]!++;
  const most = counts.reduce((best, count, code) => (count > (counts[best] ?? 0) ? code : best), 0);
  if (span === null || (counts[most] ?? 0) === 0) return null;
  const match = { events: [names.text(most)], where: everything };
  return {
    ...defaultRetention(match),
    period: { unit: span.to - span.from > LONG ? 'month' : 'week', n: 1 },
  };
}
