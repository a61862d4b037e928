import { describe, expect, it } from 'vitest';
import { zoneCalendar, parseDate } from '../../../src/base/calendar.ts';
import { dayText, momentText, propertyText } from '../../../src/features/people/words.ts';
import { createFormat } from '../../../src/i18n/format.ts';

// East and west of UTC, where midnight lies on another date of UTC or on the same.
describe.each(['Europe/Helsinki', 'America/New_York', 'Pacific/Kiritimati'])('moments in %s', (timeZone) => {
  const format = createFormat({ locale: 'en-GB', timeZone, currency: 'EUR' });
  const midnight = zoneCalendar(timeZone).startOfDay(parseDate('2017-12-31')!);

  it('T2 shows an event on a calendar date as that date', () => {
    expect(dayText({ time: midnight }, format)).toBe('31 Dec 2017');
    expect(momentText({ time: midnight, dayOnly: true }, format)).toBe('31 Dec 2017');
    expect(momentText({ time: midnight, dayOnly: false }, format)).toBe('31 Dec 2017, 00:00');
  });

  it('T2 shows a calendar date of a property as it stands', () => {
    const value = Date.UTC(2017, 11, 31);
    expect(propertyText({ name: 'closed', kind: 'date', precision: 'day', value }, format)).toBe(
      '31 Dec 2017',
    );
  });
});
