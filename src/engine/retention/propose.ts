import type { Control } from '../../base/control.ts';
import { defaultRetention, type RetentionQuestion } from '../../questions/retention.ts';
import { proposeLater, proposeRepeated } from '../activity/propose.ts';
import { rhythmOf, rhythmPeriod, type DatedLog } from '../rhythm.ts';

/**
 * Returns the cohorts to begin with, by a period that fits the data: of what people come back for most, whether they did; where nothing is
 * done again, of what most people go on from, whether they have gone on to what they go on to. null where nobody is there a day or more after their
 * first event.
 */
export async function proposeRetention(table: DatedLog, control: Control): Promise<RetentionQuestion | null> {
  const again = await proposeRepeated(table, control);
  if (again !== null)
    return { ...defaultRetention(again), period: rhythmPeriod(await rhythmOf(table, again, control)) };
  const on = await proposeLater(table, control);
  if (on === null) return null;
  const either = { events: [...on.start.events, ...on.later.events] };
  return {
    ...defaultRetention(on.start, on.later),
    rule: 'on-or-before',
    period: rhythmPeriod(await rhythmOf(table, either, control)),
  };
}
