import { describe, expect, test } from 'vitest';
import { zoneCalendar } from '../../../src/base/calendar.ts';
import { ZoneClock } from '../../../src/base/zone.ts';

/** The wall-clock time `YYYY-MM-DDTHH:MM` counted as if it were UTC. */
function wall(iso: string): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = iso.split(/\D/).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute);
}

function instant(zone: string, iso: string): string {
  const clock = new ZoneClock(zone);
  return `${new Date(clock.instant(wall(iso))).toISOString().slice(0, 16)} ${clock.fit}`;
}

describe('wall-clock times', () => {
  // Changes of the clocks after the IANA time zone database, 2026.
  test.each([
    ['Europe/Helsinki', '2026-06-19T14:05', '2026-06-19T11:05 exact'],
    ['Europe/Helsinki', '2026-03-29T02:59', '2026-03-29T00:59 exact'],
    ['Europe/Helsinki', '2026-03-29T03:30', '2026-03-29T01:30 gap'],
    ['Europe/Helsinki', '2026-03-29T04:00', '2026-03-29T01:00 exact'],
    ['Europe/Helsinki', '2026-10-25T03:30', '2026-10-25T00:30 overlap'],
    ['Europe/Helsinki', '2026-10-25T04:00', '2026-10-25T02:00 exact'],
    ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:30 gap'],
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30 overlap'],
    ['Asia/Kolkata', '2026-01-01T00:00', '2025-12-31T18:30 exact'],
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45 gap'],
    ['Pacific/Kiritimati', '2026-01-01T00:00', '2025-12-31T10:00 exact'],
  ])('%s %s', (zone, iso, expected) => {
    expect(instant(zone, iso)).toBe(expected);
  });

  test('every hour of a year outside the gaps comes back from its instant', () => {
    const clock = new ZoneClock('America/St_Johns');
    for (let at = wall('2026-01-01T00:00'); at < wall('2027-01-01T00:00'); at += 3_600_000) {
      const found = clock.instant(at);
      if (clock.fit !== 'gap') expect(found + zoneCalendar('America/St_Johns').offsetAt(found)).toBe(at);
    }
  });

  test('an unknown zone throws', () => {
    expect(() => new ZoneClock('Mars/Olympus')).toThrow(RangeError);
  });
});
