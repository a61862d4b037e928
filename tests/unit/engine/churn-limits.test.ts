import { expect, it } from 'vitest';
import { DAY_MS } from '../../../src/base/calendar.ts';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { peopleBehind } from '../../../src/engine/people.ts';
import { defaultChurn } from '../../../src/questions/churn-form.ts';
import type { ChurnPick, ChurnQuestion } from '../../../src/questions/churn.ts';
import { everything } from '../../../src/questions/filter.ts';
import { decodeQuestion, encodeQuestion } from '../../../src/questions/url.ts';
import { tableOf } from '../../tools/vectors-table.ts';

const named = (event: string) => ({ events: [event], where: everything });
const question: ChurnQuestion = {
  ...defaultChurn({ by: 'event', event: named('left') }),
  start: named('came'),
  period: 'hour',
  reason: { scope: 'event', name: 'why' },
};
const BEGIN = Date.UTC(2026, 0, 1);
/** 120 customers come at once and leave a day and an hour after one another, each with words of their own, but the first 10 without any, and the next 5 alike. */
const table = tableOf(
  Array.from({ length: 120 }, (_, i) => [
    { person: `p${i}`, event: 'came', at: BEGIN },
    {
      person: `p${i}`,
      event: 'left',
      at: BEGIN + (i + 1) * (DAY_MS + 3_600_000),
      props: { why: i < 10 ? null : i < 15 ? 'price' : `because ${i}` },
    },
  ]).flat(),
);

it('an answer has the latest 500 periods, and says that it leaves out the others', async () => {
  const { periods, notes } = await answer(table, question, uncontrolled);
  // 120 × 25 hours after the first, and that one: 3001 periods.
  expect(notes).toContainEqual({ code: 'periods-cut', details: { count: 2501, kept: 500 } });
  expect(periods.length).toBe(500);
  // The last 20 leave at hours 2525, 2550, … 3000, of which 2501 is the first that is shown.
  expect([periods[0]!.atStart, periods.at(-1)!.atEnd]).toEqual([20, 0]);
  const { notes: none } = await answer(table, { ...question, period: 'day' }, uncontrolled);
  expect(none).toEqual([]);
});

it('an answer has the 100 commonest reasons, the rest as one, and the people of each', async () => {
  const { reasons } = await answer(table, question, uncontrolled);
  // None given, the price, and 105 of one person each, of which 98 are told apart.
  expect(reasons.length).toBe(101);
  expect(reasons.slice(0, 2).map(({ value, share }) => [value, share.k])).toEqual([
    [null, 10],
    ['price', 5],
  ]);
  expect(reasons.at(-1)).toMatchObject({ value: null, kind: 'other', size: 7, share: { k: 7, n: 120 } });
  const count = async (pick: ChurnPick): Promise<number> =>
    (await peopleBehind(table, { question, pick }, uncontrolled)).person.length;
  expect(await count({ of: 'reason', value: null })).toBe(10);
  expect(await count({ of: 'reason', value: null, kind: 'other' })).toBe(7);
});

it('a question keeps at most 100 groups', () => {
  const of = (top: number) => decodeQuestion(encodeQuestion({ ...question, top }));
  expect(of(100)).toMatchObject({ ok: true });
  expect(of(101)).toMatchObject({
    ok: false,
    error: { code: 'question-invalid', details: { where: 'top' } },
  });
});
