import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { proveRetention, retentionPeople } from '../../../src/engine/retention/people.ts';
import { everything } from '../../../src/questions/filter.ts';
import type { EventMatch } from '../../../src/questions/funnel.ts';
import {
  defaultRetention,
  type RetentionPick,
  type RetentionQuestion,
  type RetentionResult,
} from '../../../src/questions/retention.ts';
import { madeEvents, worldOf } from './activity-world.ts';
import { referenceRetention, REGIONS, type RefResult } from './reference-retention.ts';

const named = (...events: string[]): EventMatch => ({ events, where: everything });

const questions: fc.Arbitrary<RetentionQuestion> = fc
  .record({
    start: fc.constantFrom(named('A'), named('A', 'B')),
    return: fc.constantFrom(named('A'), named('B'), named('B', 'C')),
    entry: fc.constantFrom('first', 'every'),
    rule: fc.constantFrom('on', 'on-or-after', 'on-or-before', 'streak'),
    period: fc.record({ unit: fc.constantFrom('day', 'week', 'month'), n: fc.integer({ min: 1, max: 3 }) }),
    clock: fc.constantFrom('calendar', 'rolling'),
    columns: fc.option(fc.integer({ min: 1, max: 6 })),
    brackets: fc.option(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }), {
      freq: 2,
    }),
    minimum: fc.integer({ min: 1, max: 2 }),
    value: fc.constantFrom('value', null),
    cohorts: fc.constantFrom(
      { by: 'period' },
      { by: 'behaviour', match: named('C'), days: 3, times: 1 },
      { by: 'segments', segments: REGIONS },
    ),
    from: fc.option(fc.constantFrom('2024-03-10', '2024-03-20', '2024-04-01')),
    to: fc.option(fc.constantFrom('2024-04-02', '2024-04-10', '2024-06-01')),
    by: fc.constantFrom('entry', 'events'),
  })
  .map(({ from, to, by, ...rest }) => ({
    ...defaultRetention(rest.start),
    ...rest,
    range: { from, to, by },
  }));

/** A result as the reference has it, empty rows left out. */
function figures({ rows, people, activeBefore, overlap }: RetentionResult): RefResult {
  return {
    rows: new Map(
      rows
        .filter(({ size }) => size > 0)
        .map(({ kind, key, size, cells }) => [
          (kind === 'period' || kind === 'segment' ? key : kind) ?? '',
          {
            size,
            cells: cells.map(
              (cell) =>
                cell && {
                  k: cell.rate.k,
                  n: cell.rate.n,
                  complete: cell.complete,
                  revenue: cell.revenue,
                  cumulative: cell.cumulative,
                },
            ),
          },
        ]),
    ),
    people,
    activeBefore,
    overlap,
  };
}

describe('cohorts agree with the rules written out', { timeout: 90_000 }, () => {
  it('R1 R2 R3 R5 R6 R7 R9 every cell of every question', async () => {
    await fc.assert(
      fc.asyncProperty(madeEvents, questions, fc.boolean(), async (made, question, instants) => {
        const table = worldOf(instants ? made.map((one) => ({ ...one, day: false })) : made);
        const column = await table.eventColumn('value');
        const values =
          column?.kind === 'number' ? column.values : new Float64Array(table.eventCount).fill(NaN);
        const { total, columns, notes } = await answer(table, question, uncontrolled);
        const reference = referenceRetention(table, question, values, columns);
        const rows = new Map(
          [...reference.rows].map(([key, row]) => [
            key,
            {
              ...row,
              cells: row.cells.map(
                (cell) =>
                  cell &&
                  (question.value === null || column?.kind !== 'number'
                    ? { ...cell, revenue: NaN, cumulative: NaN }
                    : cell),
              ),
            },
          ]),
        );
        expect(figures(total)).toEqual({ ...reference, rows });
        expect(notes.filter(({ code }) => code === 'periods-cut')).toEqual([]);
        columns.forEach(({ from, to }, k) => {
          expect(from).toBe(k === 0 ? 0 : columns[k - 1]!.to + 1);
          expect(to - from + 1).toBe(k === 0 ? 1 : (question.brackets?.[k - 1] ?? 1));
        });
      }),
      { numRuns: 2000 },
    );
  });

  it('R4 R8 means pool complete cells only; groups add up to the whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        madeEvents,
        questions,
        fc.constantFrom('event', 'person'),
        fc.integer({ min: 1, max: 3 }),
        async (made, question, scope, top) => {
          const property = { scope, name: scope === 'event' ? 'account' : 'region' };
          const { total, groups } = await answer(
            worldOf(made),
            { ...question, breakdown: { property, top } },
            uncontrolled,
          );
          total.means.forEach((mean, j) => {
            const complete = total.rows.flatMap(({ cells }) =>
              cells[j]?.complete === true ? [cells[j].rate] : [],
            );
            expect([mean.pooled.k, mean.pooled.n]).toEqual([
              complete.reduce((sum, { k }) => sum + k, 0),
              complete.reduce((sum, { n }) => sum + n, 0),
            ]);
            expect(mean.cohorts).toBe(complete.length);
            if (complete.length > 0)
              expect(mean.simple).toBeCloseTo(
                complete.reduce((sum, { rate }) => sum + rate, 0) / complete.length,
                12,
              );
          });
          expect(groups.length).toBeLessThanOrEqual(top + 1);
          total.rows.forEach((row, r) => {
            expect(groups.reduce((sum, group) => sum + group.rows[r]!.size, 0)).toBe(row.size);
            row.cells.forEach((cell, j) => {
              const parts = groups.map((group) => group.rows[r]!.cells[j] ?? null);
              // By a rolling clock a group may not have begun a column that others have: its cell isn't there yet.
              if (cell === null || (question.clock === 'rolling' && parts.includes(null))) return;
              expect(parts.reduce((sum, part) => sum + (part?.rate.k ?? 0), 0)).toBe(cell.rate.k);
              expect(parts.reduce((sum, part) => sum + (part?.rate.n ?? 0), 0)).toBe(cell.rate.n);
            });
          });
        },
      ),
      { numRuns: 400 },
    );
  });

  it('R2 R5 every figure has its people, and every person’s proof says the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        madeEvents,
        questions,
        fc.constantFrom('none', 'account', 'unit'),
        async (made, asked, use) => {
          const question: RetentionQuestion = {
            ...asked,
            unit: use === 'unit' ? { by: 'property', property: 'account' } : { by: 'person' },
            breakdown: use === 'account' ? { property: { scope: 'event', name: 'account' }, top: 1 } : null,
          };
          const table = worldOf(made);
          const { total, groups } = await answer(table, question, uncontrolled);
          const proofs =
            use === 'unit'
              ? null
              : (
                  await Promise.all(
                    [0, 1, 2].map((person) => proveRetention(table, question, person, uncontrolled)),
                  )
                ).flat();
          for (const [result, group] of [
            [total, null] as const,
            ...groups.map((one) => [one, one] as const),
          ]) {
            // R4: those of a mean are those of its complete cohorts.
            const all = async (cell: RetentionPick['cell']): Promise<number> =>
              (await retentionPeople(table, question, { row: null, cell, group }, uncontrolled)).person
                .length;
            expect(await all(null)).toBe(result.entries);
            for (const [column, { pooled }] of result.means.slice(0, 4).entries()) {
              expect(await all({ column, returned: true })).toBe(pooled.k);
              expect(await all({ column, returned: false })).toBe(pooled.n - pooled.k);
            }
            for (const { kind, key, size, cells } of result.rows.slice(0, 4)) {
              const count = async (cell: RetentionPick['cell']): Promise<number> => {
                const { person, entered, at } = await retentionPeople(
                  table,
                  question,
                  { row: { kind, key }, cell, group },
                  uncontrolled,
                );
                expect([entered.length, at.length]).toEqual([person.length, person.length]);
                expect([...at].every((time) => Number.isNaN(time) !== (cell?.returned === true))).toBe(true);
                return person.length;
              };
              expect(await count(null)).toBe(size);
              for (const [column, cell] of cells.slice(0, 4).entries()) {
                expect(await count({ column, returned: true })).toBe(cell?.rate.k ?? 0);
                expect(await count({ column, returned: false })).toBe(
                  cell === null ? 0 : cell.rate.n - cell.rate.k,
                );
                if (proofs === null || group !== null || cell === null) continue;
                const own = proofs.filter(
                  ({ row, columns }) =>
                    row.kind === kind && row.key === key && (kind === 'period' || columns[column]!.over),
                );
                expect(own.filter(({ columns }) => columns[column]!.counted).length).toBe(cell.rate.k);
              }
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
