import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { defaultChurn } from '../../../src/questions/churn-form.ts';
import { everything } from '../../../src/questions/filter.ts';
import { defaultLifecycle } from '../../../src/questions/lifecycle.ts';
import { defaultRetention } from '../../../src/questions/retention.ts';
import { decodeQuestion, encodeQuestion } from '../../../src/questions/url.ts';
import { tableOf } from '../../tools/vectors-table.ts';

const visit = { events: ['Visit'], where: everything };
const table = tableOf(
  [
    ['ann', '2024-01-05'],
    ['bob', '2024-01-20'],
    ['ann', '2024-02-03'],
    ['cy', '2024-02-04'],
    ['cy', '2024-03-01'],
  ].map(([person, at]) => ({ person: person!, event: 'Visit', at: at!, props: {} })),
  [],
  { zone: 'Europe/Helsinki', weekStart: 1 },
);
const february = { from: '2024-02-01', to: '2024-02-29' };

describe('a comparison', () => {
  it('F13 asks the same of the period of equal length before', async () => {
    const question = { ...defaultLifecycle(visit), range: february, compare: { with: 'previous' as const } };
    const { periods, compared } = await answer(table, question, uncontrolled);
    expect(periods.map((period) => [period.period, period.active])).toEqual([['2024-02-01', 2]]);
    expect(compared?.question.range).toEqual({ from: '2024-01-01', to: '2024-01-31' });
    expect(compared?.answer).toEqual(await answer(table, compared!.question, uncontrolled));
    expect(compared?.answer.periods.map((period) => [period.period, period.active])).toEqual([
      ['2024-01-01', 2],
    ]);
  });

  it('F13 compares nothing when the range has no beginning', async () => {
    const question = { ...defaultLifecycle(visit), compare: { with: 'previous' as const } };
    expect((await answer(table, question, uncontrolled)).compared).toBeNull();
  });

  it('asks other people and dates, without the split', async () => {
    const question = {
      ...defaultRetention(visit),
      breakdown: { property: { scope: 'event' as const, name: 'plan' }, top: 3 },
      compare: { with: 'other' as const, people: everything, range: { ...february, by: 'entry' as const } },
    };
    const { total, compared } = await answer(table, question, uncontrolled);
    expect(total.entries).toBe(3);
    expect(compared?.question).toEqual({
      ...question,
      range: { ...february, by: 'entry' },
      breakdown: null,
      compare: null,
    });
    expect(compared?.answer.total.entries).toBe(1);
  });

  it('stands in an address and comes back', () => {
    const question = {
      ...defaultChurn({ by: 'silence', after: null, share: 0.9 }),
      compare: { with: 'other' as const, people: everything, range: { ...february, by: 'start' as const } },
    };
    expect(decodeQuestion(encodeQuestion(question))).toEqual({ ok: true, value: question });
  });
});
