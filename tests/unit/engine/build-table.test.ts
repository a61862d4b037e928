import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, zoneCalendar } from '../../../src/base/calendar.ts';
import type { ColumnData, ColumnInfo } from '../../../src/domain/columns.ts';
import { buildTable, type PersonLayer, type TableSource } from '../../../src/engine/build-table.ts';
import { dictionaryFrom } from '../../../src/engine/dictionary.ts';
import type { Column, TablePart } from '../../../src/engine/table.ts';

interface Row {
  readonly person: number;
  readonly time: number;
  readonly name: number;
  readonly value: number;
}

const PEOPLE = 3;
const ZONE = 'Europe/Helsinki';
const TEXTS = ['a', 'b', 'c'];

function partOf(rows: readonly Row[], sorted = false): TablePart {
  return {
    count: rows.length,
    person: Uint32Array.from(rows, ({ person }) => person),
    time: Float64Array.from(rows, ({ time }) => time),
    dayOnly: null,
    name: Uint32Array.from(rows, ({ name }) => name),
    sorted,
  };
}

function sourceOf(parts: readonly TablePart[], more: Partial<TableSource> = {}): TableSource {
  return {
    parts,
    people: dictionaryFrom(Array.from({ length: PEOPLE }, (_, p) => `p${p}`)),
    names: dictionaryFrom(['A', 'B', 'C']),
    zone: ZONE,
    weekStart: 1,
    eventProperties: [],
    personProperties: [],
    eventColumn: () => Promise.resolve(undefined),
    personLayers: () => Promise.resolve([]),
    dictionary: () => Promise.resolve(dictionaryFrom(TEXTS)),
    ...more,
  };
}

/** Undated rows stand last of their person; equal times keep the order of parts, then of rows. */
function inOrder(rows: readonly Row[]): Row[] {
  const key = ({ time }: Row): number => (Number.isNaN(time) ? Infinity : time);
  return [...rows].sort((a, b) => a.person - b.person || (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

const row = fc.record({
  person: fc.integer({ min: 0, max: PEOPLE - 1 }),
  time: fc.option(fc.integer({ min: 0, max: 4 }), { nil: NaN, freq: 8 }),
  name: fc.integer({ min: 0, max: 2 }),
  value: fc.integer({ min: 0, max: 1000 }),
});

describe('a table of several runs', () => {
  it('stands by person, time, part and row, and its columns with it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.array(row, { maxLength: 12 }), fc.boolean()), { maxLength: 4 }),
        async (made) => {
          const runs = made.map(([rows, sorted]) => (sorted ? inOrder(rows) : rows));
          const table = buildTable(
            sourceOf(
              runs.map((rows, k) => partOf(rows, made[k]![1])),
              {
                eventProperties: [{ name: 'value', kind: 'number' }],
                eventColumn: (part) =>
                  Promise.resolve({
                    kind: 'number',
                    values: Float64Array.from(runs[part]!, ({ value }) => value),
                  }),
              },
            ),
          );
          const expected = inOrder(runs.flat());
          expect([...table.time]).toEqual(expected.map(({ time }) => time));
          expect([...table.name]).toEqual(expected.map(({ name }) => name));
          const column = await table.eventColumn('value');
          expect(column?.kind === 'number' && [...column.values]).toEqual(expected.map(({ value }) => value));
          expect([...table.offsets]).toEqual(
            Array.from({ length: PEOPLE + 1 }, (_, p) => expected.filter(({ person }) => person < p).length),
          );
          const dated = expected.map(({ time }) => time).filter((time) => !Number.isNaN(time));
          expect(table.span).toEqual(
            dated.length === 0 ? null : { from: Math.min(...dated), to: Math.max(...dated) },
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is the stored arrays themselves where one run is in order', () => {
    const part = partOf(
      [
        { person: 0, time: 1, name: 0, value: 0 },
        { person: 2, time: 0, name: 1, value: 0 },
      ],
      true,
    );
    expect(buildTable(sourceOf([part])).time).toBe(part.time);
  });

  it('is sorted though a run wrongly says that it is', () => {
    const part = partOf(
      [
        { person: 0, time: 2, name: 0, value: 0 },
        { person: 0, time: 1, name: 1, value: 0 },
      ],
      true,
    );
    expect([...buildTable(sourceOf([part])).time]).toEqual([1, 2]);
  });

  it('has nothing of a property where a run lacks it or has it of another kind', async () => {
    const one = (time: number): TablePart => partOf([{ person: 0, time, name: 0, value: 0 }]);
    const data: readonly (ColumnData | undefined)[] = [
      { kind: 'text', codes: Uint32Array.of(2) },
      undefined,
      { kind: 'number', values: Float64Array.of(7) },
    ];
    const table = buildTable(
      sourceOf([one(1), one(2), one(3)], {
        eventProperties: [{ name: 'x', kind: 'text' }],
        eventColumn: (part) => Promise.resolve(data[part]),
      }),
    );
    const column = await table.eventColumn('x');
    expect(column?.kind === 'text' && [...column.codes]).toEqual([2, 0, 0]);
    expect(await table.eventColumn('y')).toBeUndefined();
  });

  it('asks again for a column that failed to load', async () => {
    let asked = 0;
    const table = buildTable(
      sourceOf([partOf([{ person: 0, time: 1, name: 0, value: 0 }])], {
        eventProperties: [{ name: 'x', kind: 'number' }],
        eventColumn: () =>
          asked++ === 0
            ? Promise.reject(new Error('unreadable'))
            : Promise.resolve({ kind: 'number', values: Float64Array.of(5) }),
      }),
    );
    await expect(table.eventColumn('x')).rejects.toThrow('unreadable');
    expect(await table.eventColumn('x')).toMatchObject({ kind: 'number' });
  });
});

describe('what runs say of people', () => {
  const layered = async (info: ColumnInfo, layers: readonly PersonLayer[]): Promise<Column | undefined> =>
    buildTable(
      sourceOf([], { personProperties: [info], personLayers: () => Promise.resolve(layers) }),
    ).personColumn(info.name);

  it('is the latest that isn\u2019t missing: text', async () => {
    const column = await layered({ name: 'x', kind: 'text' }, [
      { person: Uint32Array.of(0, 1), data: { kind: 'text', codes: Uint32Array.of(1, 2) } },
      { person: Uint32Array.of(1, 0), data: { kind: 'text', codes: Uint32Array.of(3, 0) } },
    ]);
    expect(column?.kind === 'text' && [...column.codes]).toEqual([1, 3, 0]);
  });

  it('is the latest that isn\u2019t missing: numbers, those of another kind left out', async () => {
    const column = await layered({ name: 'x', kind: 'number' }, [
      { person: Uint32Array.of(0, 1), data: { kind: 'number', values: Float64Array.of(4, 5) } },
      { person: Uint32Array.of(0, 1), data: { kind: 'number', values: Float64Array.of(NaN, 0) } },
      { person: Uint32Array.of(0, 2), data: { kind: 'text', codes: Uint32Array.of(1, 1) } },
    ]);
    expect(column?.kind === 'number' && [...column.values]).toEqual([4, 0, NaN]);
  });

  it('T2 takes dates in the precision the workspace gives the property', async () => {
    const calendar = zoneCalendar(ZONE);
    const day = 19_800;
    // 22:30 UTC is past midnight in Helsinki: the next calendar date.
    const late = day * DAY_MS + 22.5 * 3_600_000;
    const layers: readonly PersonLayer[] = [
      {
        person: Uint32Array.of(0),
        data: { kind: 'date', precision: 'day', values: Float64Array.of(day * DAY_MS) },
      },
      {
        person: Uint32Array.of(1),
        data: { kind: 'date', precision: 'instant', values: Float64Array.of(late) },
      },
    ];
    const days = await layered({ name: 'x', kind: 'date', precision: 'day' }, layers);
    expect(days?.kind === 'date' && [...days.values]).toEqual([day * DAY_MS, (day + 1) * DAY_MS, NaN]);
    const instants = await layered({ name: 'x', kind: 'date', precision: 'instant' }, layers);
    expect(instants?.kind === 'date' && [...instants.values]).toEqual([calendar.startOfDay(day), late, NaN]);
  });
});
