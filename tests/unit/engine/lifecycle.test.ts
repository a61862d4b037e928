import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { lifecyclePeople, proveLifecycle } from '../../../src/engine/lifecycle/answer.ts';
import { everything } from '../../../src/questions/filter.ts';
import {
  defaultLifecycle,
  type LifecyclePeriod,
  type LifecycleQuestion,
  type LifecycleState,
} from '../../../src/questions/lifecycle.ts';
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

const STATES = ['new', 'returning', 'resurrected', 'dormant'] as const;
const of = (...events: string[]): LifecycleQuestion => defaultLifecycle({ events, where: everything });

/** L1 written out: every period asks about every person anew. */
function reference(
  made: readonly MadeEvent[],
  unit: 'day' | 'week' | 'month',
  n: number,
): Record<LifecycleState, number>[] {
  const table = worldOf(made);
  if (table.span === null) return [];
  const days = periodDays(unit, n, table.span.from, table.span.to, 1);
  return days.slice(0, -1).map((first, k) => {
    const counts = { new: 0, returning: 0, resurrected: 0, dormant: 0 };
    for (let person = 0; person < table.personCount; person++) {
      const active = seenEvents(table, person)
        .filter(({ name }) => name !== 'C')
        .map(({ t }) => dayOf(t));
      const within = (from: number, to: number): boolean => active.some((day) => day >= from && day < to);
      const here = within(first, days[k + 1]!);
      const lately = k > 0 && within(days[k - 1]!, first);
      if (here && lately) counts.returning++;
      else if (here && within(-Infinity, first)) counts.resurrected++;
      else if (here) counts.new++;
      else if (lately) counts.dormant++;
    }
    return counts;
  });
}

const states = ({
  new: fresh,
  returning,
  resurrected,
  dormant,
}: LifecyclePeriod): Record<LifecycleState, number> => ({ new: fresh, returning, resurrected, dormant });

describe('life cycle', { timeout: 60_000 }, () => {
  it('L1 counts what the rule written out counts, and its two equations hold always', async () => {
    await fc.assert(
      fc.asyncProperty(
        madeEvents,
        fc.constantFrom('day', 'week', 'month'),
        fc.integer({ min: 1, max: 3 }),
        async (made, unit, n) => {
          const { periods } = await answer(
            worldOf(made),
            { ...of('A', 'B'), period: { unit, n } },
            uncontrolled,
          );
          expect(periods.map(states)).toEqual(reference(made, unit, n));
          periods.forEach(({ active, ...period }, k) => {
            expect(active).toBe(period.new + period.returning + period.resurrected);
            expect(active - (periods[k - 1]?.active ?? 0)).toBe(
              period.new + period.resurrected - period.dormant,
            );
          });
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('L1 every figure has its people, and every person’s proof says the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        madeEvents,
        fc.constantFrom('day', 'week'),
        fc.boolean(),
        async (made, unit, accounts) => {
          const question: LifecycleQuestion = {
            ...of('A', 'B'),
            period: { unit, n: 1 },
            unit: accounts ? { by: 'property', property: 'account' } : { by: 'person' },
          };
          const table = worldOf(made);
          const { periods } = await answer(table, question, uncontrolled);
          const proofs = accounts
            ? []
            : (await Promise.all([0, 1, 2].map((person) => proveLifecycle(table, question, person)))).flat();
          for (const period of periods.slice(0, 8))
            for (const state of STATES) {
              const { person, entered, at, held } = await lifecyclePeople(
                table,
                question,
                { period: period.period, state, group: null },
                uncontrolled,
              );
              expect([person.length, entered.length, at.length]).toEqual([
                period[state],
                period[state],
                period[state],
              ]);
              expect(held === null).toBe(!accounts);
              if (!accounts)
                expect(
                  proofs
                    .filter((proof) =>
                      proof.periods.some((one) => one.period === period.period && one.state === state),
                    )
                    .map((proof) => proof.person),
                ).toEqual([...person]);
            }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('L3 a group is its people asked alone, and groups add up to the whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        madeEvents,
        fc.constantFrom('day', 'week'),
        fc.constantFrom('person', 'event'),
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        async (made, unit, scope, top, late) => {
          const question: LifecycleQuestion = {
            ...of('A', 'B'),
            period: { unit, n: 1 },
            range: { from: late ? '2024-03-20' : null, to: null },
          };
          const table = worldOf(made);
          const property = { scope, name: scope === 'person' ? 'region' : 'account' } as const;
          const whole = await answer(table, question, uncontrolled);
          const split = await answer(table, { ...question, breakdown: { property, top } }, uncontrolled);
          expect(split.periods).toEqual(whole.periods);
          whole.periods.forEach((period, k) => {
            for (const state of [...STATES, 'active'] as const)
              expect(split.groups.reduce((sum, { periods }) => sum + periods[k]![state], 0)).toBe(
                period[state],
              );
          });
          for (const { kind, value, periods } of split.groups) {
            if (kind === 'value') {
              const own = await membersOf(table, property, value);
              const alone = await answer(
                worldOf(made.filter(({ person }) => own.has(person))),
                question,
                uncontrolled,
              );
              // Alone the data may begin later and end earlier, and then show fewer periods.
              for (const period of periods) {
                const there = alone.periods.find((each) => each.period === period.period);
                if (there === undefined) expect(period.active).toBe(0);
                else expect(states(period)).toEqual(states(there));
              }
            }
            for (const period of periods.slice(0, 4))
              for (const state of STATES) {
                const { person } = await lifecyclePeople(
                  table,
                  { ...question, breakdown: { property, top } },
                  { period: period.period, state, group: { kind, value } },
                  uncontrolled,
                );
                expect(person.length).toBe(period[state]);
              }
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('L1 the quick ratio is (new + resurrected) ÷ dormant, undefined when nobody fell dormant', async () => {
    // p: Jan, Mar (resurrected); q: Jan, Feb; r: Feb. March: 1 resurrected, q and r dormant.
    const events = [
      ['p', '2024-01-05'],
      ['p', '2024-03-05'],
      ['q', '2024-01-31'],
      ['q', '2024-02-01'],
      ['r', '2024-02-29'],
    ] as const;
    const { periods } = await answer(
      tableOf(events.map(([person, at]) => ({ person, event: 'A', at }))),
      of('A'),
      uncontrolled,
    );
    expect(periods.map(({ quickRatio }) => quickRatio)).toEqual([NaN, 1, 0.5]);
    expect(periods.map(({ opening }) => opening)).toEqual([true, false, false]);
  });

  it('L2 the range shows whole periods, earlier events still tell who is new, and what is not over is marked', async () => {
    const events = [
      ['p', '2023-12-30'],
      ['p', '2024-01-20'],
      ['q', '2024-01-31'],
      ['q', '2024-02-10'],
    ] as const;
    const table = tableOf(events.map(([person, at]) => ({ person, event: 'A', at })));
    const { periods } = await answer(
      table,
      { ...of('A'), range: { from: '2024-01-15', to: '2024-06-30' } },
      uncontrolled,
    );
    expect(periods.map(({ period, complete }) => [period, complete])).toEqual([
      ['2024-01-01', true],
      ['2024-02-01', false],
      ['2024-03-01', false],
    ]);
    expect(periods.map(states)).toEqual([
      { new: 1, returning: 1, resurrected: 0, dormant: 0 },
      { new: 0, returning: 1, resurrected: 0, dormant: 1 },
      { new: 0, returning: 0, resurrected: 0, dormant: 1 },
    ]);
  });

  it('T1 weeks begin when the workspace says, and the day of the clock change is one day', async () => {
    // 30 March 23:30, 31 March 00:30 and 23:30 in Helsinki, where 31 March 2024 has 23 hours; 1 April 00:30.
    const at = [
      '2024-03-30T21:30:00Z',
      '2024-03-30T22:30:00Z',
      '2024-03-31T20:30:00Z',
      '2024-03-31T21:30:00Z',
    ];
    const rows = at.map((instant) => ({ person: 'p', event: 'A', at: instant }));
    const days = await answer(
      tableOf(rows, [], { zone: 'Europe/Helsinki' }),
      { ...of('A'), period: { unit: 'day', n: 1 } },
      uncontrolled,
    );
    expect(days.periods.map(({ period, active }) => [period, active])).toEqual([
      ['2024-03-30', 1],
      ['2024-03-31', 1],
      ['2024-04-01', 1],
    ]);
    const week = async (weekStart: 1 | 7): Promise<string[]> =>
      (
        await answer(
          tableOf(rows, [], { zone: 'Europe/Helsinki', weekStart }),
          { ...of('A'), period: { unit: 'week', n: 1 } },
          uncontrolled,
        )
      ).periods.map(({ period }) => period);
    expect(await week(1)).toEqual(['2024-03-25', '2024-04-01']);
    expect(await week(7)).toEqual(['2024-03-24', '2024-03-31']);
  });

  it('says what it does not know', async () => {
    const table = tableOf([{ person: 'p', event: 'A', at: null }]);
    const { periods, data, notes } = await answer(table, of('B'), uncontrolled);
    expect({ periods, data, notes }).toEqual({
      periods: [],
      data: null,
      notes: [
        { code: 'undated', details: { count: 1 } },
        { code: 'unknown-event', details: { name: 'B' } },
      ],
    });
  });
});
