import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import type { PeriodUnit } from '../../../src/base/calendar.ts';
import { answer } from '../../../src/engine/answer.ts';
import { defaultFunnel, stepOf } from '../../../src/questions/defaults.ts';
import { everything } from '../../../src/questions/filter.ts';
import { defaultLifecycle } from '../../../src/questions/lifecycle.ts';
import type { Question } from '../../../src/questions/question.ts';
import { defaultRetention } from '../../../src/questions/retention.ts';
import { defaultStickiness } from '../../../src/questions/stickiness.ts';
import { tableOf } from '../../tools/vectors-table.ts';

// A program's date for none beside a real one: 2025 years, 17.7 million hours.
const table = tableOf([
  { person: 'a', event: 'Visit', at: '0001-01-01T00:00:00Z' },
  { person: 'b', event: 'Visit', at: '2026-01-05T10:00:00Z' },
]);
const visit = { events: ['Visit'], where: everything };
const asked = (unit: PeriodUnit): readonly Question[] => [
  { ...defaultFunnel([stepOf('Visit'), stepOf('Buy')]), trend: unit },
  { ...defaultLifecycle(visit), period: { n: 1, unit } },
  { ...defaultRetention(visit), period: { n: 1, unit } },
  { ...defaultStickiness(visit), within: null, each: { n: 1, unit } },
];

describe('data that begin in the year 1', () => {
  it.each(asked('hour').map((question) => [question.kind, question] as const))(
    'are too long for %s by hour, which is said',
    async (_, question) => {
      await expect(answer(table, question, uncontrolled)).rejects.toMatchObject({
        appError: { code: 'periods-too-many', details: { most: 1_000_000 } },
      });
    },
  );

  it.each(asked('week').map((question) => [question.kind, question] as const))(
    'give %s by week, the latest periods alone',
    async (_, question) => {
      const given = await answer(table, question, uncontrolled);
      expect(given).toMatchObject({
        notes: expect.arrayContaining([expect.objectContaining({ code: 'periods-cut' })]) as unknown,
      });
    },
  );
});
