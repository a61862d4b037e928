import { describe, expect, it } from 'vitest';
import { everything } from '../../../src/questions/filter.ts';
import { defaultRetention, type RetentionPick } from '../../../src/questions/retention.ts';
import { readAddress, writeAddress } from '../../../src/state/address.ts';
import { retentionPicks } from '../../../src/state/retention-address.ts';
import { retentionKind } from '../../../src/state/retention.ts';

const cell: RetentionPick = {
  row: { kind: 'value', key: 'paid & "social"' },
  cell: { column: 12, returned: false },
  group: { kind: 'value', value: null },
};
const mean: RetentionPick = { row: null, cell: { column: 1, returned: true }, group: null };
const all: RetentionPick = { row: { kind: 'other', key: null }, cell: null, group: null };

describe('the address of cohorts', () => {
  it.each([cell, all, mean])('reads back what was written', (pick) => {
    const written = writeAddress(
      { question: 'q', pick, shown: null, person: 3, held: 'D-1', insight: null },
      retentionPicks,
    );
    const query = Object.fromEntries(Object.entries(written).filter(([, part]) => part !== null)) as Record<
      string,
      string
    >;
    expect(readAddress(query, retentionPicks)).toEqual({
      question: 'q',
      pick,
      shown: null,
      person: 3,
      held: 'D-1',
      insight: null,
    });
  });

  it.each(['[', '["nobody","x"]', '["period"]', '["period",3]'])('takes the row %s for no pick', (row) => {
    expect(retentionPicks.read({ row, cell: '1.returned' })).toBeNull();
  });

  it('takes a cell that says nothing for everybody in the row', () => {
    expect(retentionPicks.read({ row: '["period","2026-01-01"]', cell: '1.left' })?.cell).toBeNull();
  });
});

describe('people that were picked', () => {
  const question = defaultRetention({ events: ['Order'], where: everything });

  it('stay open while the question has such rows and groups', () => {
    const byDevice = {
      ...question,
      cohorts: { by: 'property', property: { scope: 'event', name: 'device' }, top: 5 },
    } as const;
    expect(retentionKind.fits(all, byDevice)).toBe(true);
    expect(retentionKind.fits(all, question)).toBe(false);
    expect(retentionKind.fits(cell, byDevice)).toBe(false);
    expect(retentionKind.fits(mean, question)).toBe(true);
  });
});
