import { describe, expect, it } from 'vitest';
import { zoneCalendar, parseDate } from '../../../src/base/calendar.ts';
import {
  dayText,
  leadText,
  momentText,
  personText,
  propertyText,
} from '../../../src/features/people/words.ts';
import { createFormat } from '../../../src/i18n/format.ts';

it('calls people by their name, with the key beside it where others have the same', () => {
  const key = 'OPP1';
  expect(personText({ key, name: 'Kan-code', shared: true })).toBe('Kan-code · OPP1');
  expect(personText({ key, name: 'Isdom', shared: false })).toBe('Isdom');
  expect(personText({ key, name: null, shared: false })).toBe('OPP1');
});

it('calls a lead by its person and its value, by the value alone where it is one whoever did it', () => {
  const ada = { key: 'OPP1', name: 'Ada', shared: true };
  const deal = { by: 'property', property: 'deal' } as const;
  expect(leadText(ada, 'D-1', deal)).toBe('Ada · OPP1, D-1');
  expect(leadText({ ...ada, shared: false }, 'D-1', { ...deal, acrossPeople: false })).toBe('Ada, D-1');
  expect(leadText(ada, 'D-1', { ...deal, acrossPeople: true })).toBe('D-1');
  expect(leadText(ada, null, { by: 'person' })).toBe('Ada · OPP1');
});

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
