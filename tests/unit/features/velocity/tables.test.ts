import { expect, it } from 'vitest';
import { velocityTable } from '../../../../src/features/velocity/tables.ts';
import { answer } from '../../../browser/features/velocity/fake.ts';

const ANY = { events: ['Lost'], where: { kind: 'all', of: [] } } as const;

it('V1 tells neither closed leads nor a win rate where nothing says that leads are lost', () => {
  const known = velocityTable({ lost: ANY }, answer);
  const unknown = velocityTable({ lost: null }, answer);
  const [head = []] = known;
  const ofClosed = head.flatMap((name, column) =>
    ['Closed', 'Win rate', 'Win rate, low', 'Win rate, high'].includes(String(name)) ? [column] : [],
  );
  expect(ofClosed).toHaveLength(4);
  expect(known.slice(1).map((row) => row.length)).toEqual(known.slice(1).map(() => head.length));
  expect(ofClosed.map((column) => known[1]?.[column])).toEqual([60, 0.5, 0.38, 0.62]);
  for (const row of unknown.slice(1)) {
    expect(row).toHaveLength(head.length);
    expect(ofClosed.map((column) => row[column])).toEqual([null, null, null, null]);
  }
  // Whatever else is known stays.
  expect(unknown[1]?.filter((_, column) => !ofClosed.includes(column))).toEqual(
    known[1]?.filter((_, column) => !ofClosed.includes(column)),
  );
});

it('has both dates of every row, and what was really won beside the velocity', () => {
  const [head = [], current = []] = velocityTable({ lost: ANY }, answer);
  const cell = (name: string) => current[head.indexOf(name)];
  expect(['First date', 'Last date', 'Really won'].map(cell)).toEqual(['2026-02-01', '2026-02-28', 30_000]);
  // In the 28 days of February.
  expect(cell('Really won, a day')).toBeCloseTo(30_000 / 28, 9);
  expect(cell('Sales velocity, a day')).toBe(1000);
});
