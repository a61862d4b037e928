import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { proveStickiness, stickinessPeople } from '../../../src/engine/stickiness/answer.ts';
import { everything } from '../../../src/questions/filter.ts';
import { defaultStickiness, type StickinessQuestion } from '../../../src/questions/stickiness.ts';
import { tableOf } from '../../tools/vectors-table.ts';
import {
  dayOf,
  madeEvents,
  membersOf,
  periodDays,
  seenEvents,
  worldOf,
  type MadeEvent,
} from './activity-world.ts';

const of = (...events: string[]): StickinessQuestion => defaultStickiness({ events, where: everything });
const enough = {
  'at-least': (a: number, b: number) => a >= b,
  exactly: (a: number, b: number) => a === b,
  'at-most': (a: number, b: number) => a <= b,
};

/** K1 and K2 written out: the days of every period, one by one. */
function reference(made: readonly MadeEvent[], { times, within }: StickinessQuestion): number[][] {
  const table = worldOf(made);
  if (table.span === null) return [];
  const { from, to } = table.span;
  const bounds =
    within === null ? [dayOf(from), dayOf(to) + 1] : periodDays(within as 'week' | 'month', 1, from, to, 1);
  return bounds.slice(0, -1).map((first, k) => {
    const counts = new Array<number>(bounds[k + 1]! - first).fill(0);
    for (let person = 0; person < table.personCount; person++) {
      const active = seenEvents(table, person).filter(({ name }) => name !== 'C');
      let days = 0;
      for (let day = first; day < bounds[k + 1]!; day++) {
        const n = active.filter(({ t }) => dayOf(t) === day).length;
        if (n > 0 && enough[times.op](n, times.n)) days++;
      }
      if (days > 0) counts[days - 1]!++;
    }
    return counts;
  });
}

const questions = fc.record({
  op: fc.constantFrom('at-least', 'exactly', 'at-most'),
  n: fc.integer({ min: 1, max: 2 }),
  within: fc.constantFrom('week', 'month', null),
});

describe('stickiness', { timeout: 60_000 }, () => {
  it('K1 K2 X1 counts what the rules written out count; exact counts add up to the active', async () => {
    await fc.assert(
      fc.asyncProperty(madeEvents, questions, async (made, { op, n, within }) => {
        const question: StickinessQuestion = { ...of('A', 'B'), times: { op, n }, within };
        const { periods } = await answer(worldOf(made), question, uncontrolled);
        expect(periods.map(({ exactly }) => exactly)).toEqual(reference(made, question));
        for (const { exactly, atLeast, active, parts, mean } of periods) {
          expect(exactly.reduce((sum, count) => sum + count, 0)).toBe(active);
          expect(atLeast.map(({ k }) => k)).toEqual(
            exactly.map((_, k) => exactly.slice(k).reduce((sum, count) => sum + count, 0)),
          );
          expect(parts).toBe(exactly.length);
          // X1: the active are active at least once by definition, which no interval doubts.
          expect(atLeast[0]?.rate).toBe(active > 0 ? 1 : NaN);
          expect(atLeast.map(({ low }) => Number.isNaN(low))).toEqual(exactly.map((_, k) => k === 0));
          if (active > 0)
            expect(mean).toBeCloseTo(
              exactly.reduce((sum, count, k) => sum + count * (k + 1), 0) / active,
              12,
            );
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('K1 every figure has its people, and every person’s proof says the same', async () => {
    await fc.assert(
      fc.asyncProperty(madeEvents, questions, async (made, { op, n, within }) => {
        const question: StickinessQuestion = { ...of('A', 'B'), times: { op, n }, within };
        const table = worldOf(made);
        const { periods } = await answer(table, question, uncontrolled);
        const proofs = (
          await Promise.all([0, 1, 2].map((person) => proveStickiness(table, question, person)))
        ).flat();
        for (const { period, exactly, atLeast } of periods.slice(0, 3))
          for (let parts = 1; parts <= Math.min(4, exactly.length); parts++) {
            const exact = await stickinessPeople(
              table,
              question,
              { period, parts, rule: 'exactly', group: null },
              uncontrolled,
            );
            const least = await stickinessPeople(
              table,
              question,
              { period, parts, rule: 'at-least', group: null },
              uncontrolled,
            );
            expect([exact.person.length, least.person.length]).toEqual([
              exactly[parts - 1],
              atLeast[parts - 1]!.k,
            ]);
            expect(
              proofs
                .filter((proof) => proof.periods.some((one) => one.period === period && one.parts === parts))
                .map(({ person }) => person),
            ).toEqual([...exact.person]);
          }
      }),
      { numRuns: 150 },
    );
  });

  it('L3 a group is its people asked alone, and groups add up to the whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        madeEvents,
        questions,
        fc.constantFrom('person', 'event'),
        fc.integer({ min: 1, max: 3 }),
        async (made, { op, n, within }, scope, top) => {
          const question: StickinessQuestion = { ...of('A', 'B'), times: { op, n }, within };
          const table = worldOf(made);
          const property = { scope, name: scope === 'person' ? 'region' : 'account' } as const;
          const breakdown = { property, top };
          const whole = await answer(table, question, uncontrolled);
          const split = await answer(table, { ...question, breakdown }, uncontrolled);
          expect(split.periods).toEqual(whole.periods);
          whole.periods.forEach(({ exactly }, k) =>
            expect(
              exactly.map((_, parts) =>
                split.groups.reduce((sum, { periods }) => sum + periods[k]!.exactly[parts]!, 0),
              ),
            ).toEqual(exactly),
          );
          for (const { kind, value, periods } of split.groups) {
            const own = await membersOf(table, property, value);
            for (const { period, exactly } of periods.slice(0, 3)) {
              const { person } = await stickinessPeople(
                table,
                { ...question, breakdown },
                { period, parts: 1, rule: 'at-least', group: { kind, value } },
                uncontrolled,
              );
              expect(person.length).toBe(exactly.reduce((sum, count) => sum + count, 0));
              if (kind === 'value')
                for (const code of person) expect(own.has(table.people.text(code))).toBe(true);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('R1 marks the period in which the data begin late, where nobody can be active in all days', async () => {
    // Wednesday 3 and Monday 8 January 2024; data that begin on a Monday miss no day.
    const of2 = (...days: string[]) => days.map((at) => ({ person: 'p', event: 'A', at }));
    const opening = async (...days: string[]): Promise<boolean[]> =>
      (await answer(tableOf(of2(...days)), of('A'), uncontrolled)).periods.map((period) => period.opening);
    expect(await opening('2024-01-03', '2024-01-08')).toEqual([true, false]);
    expect(await opening('2024-01-01', '2024-01-08')).toEqual([false, false]);
  });

  it('K1 a week that lies in two months counts in both', async () => {
    // Monday 29 April to Sunday 5 May 2024.
    const rows = ['2024-04-30', '2024-05-01', '2024-05-31'].map((at) => ({ person: 'p', event: 'A', at }));
    const { periods } = await answer(
      tableOf(rows),
      { ...of('A'), each: { unit: 'week', n: 1 }, within: 'month' },
      uncontrolled,
    );
    // April touches the weeks of 1, 8, 15, 22 and 29 April; May those of 29 April and of 6, 13, 20 and 27 May.
    expect(periods.map(({ period, parts, exactly }) => [period, parts, exactly])).toEqual([
      ['2024-04-01', 5, [1, 0, 0, 0, 0]],
      ['2024-05-01', 5, [0, 1, 0, 0, 0]],
    ]);
  });

  it('T1 an hour that clocks repeat is two', async () => {
    // 27 October 2024 in Helsinki has 25 hours; 03:30 happens at 00:30Z and at 01:30Z.
    const rows = ['2024-10-27T00:30:00Z', '2024-10-27T01:30:00Z'].map((at) => ({
      person: 'p',
      event: 'A',
      at,
    }));
    const { periods } = await answer(
      tableOf(rows, [], { zone: 'Europe/Helsinki' }),
      { ...of('A'), each: { unit: 'hour', n: 1 }, within: 'day' },
      uncontrolled,
    );
    expect(periods.map(({ parts, active, exactly }) => [parts, active, exactly[1]])).toEqual([[25, 1, 1]]);
  });
});
