import { expect, test } from 'vitest';
import { ContentCheck } from '../../../src/storage/content-check.ts';
import { dictionarySizes } from '../../../src/storage/run-rows.ts';
import type { RunRow } from '../../../src/storage/records.ts';

const run: RunRow = {
  ...{ id: 'r', seq: 1, status: 'live', cleaned: 0, files: [], shape: 'events', mapping: null },
  counts: { rows: 2, rejected: 0, events: 2, people: 1, newPeople: 1, firstTime: 0, lastTime: 1 },
  ...{ startedAt: 0, finishedAt: 1, eventRows: 2, peopleRows: 1, dayOnly: false },
  ...{ eventColumns: [{ name: 'a', kind: 'number' }], peopleColumns: [] },
  added: [{ dictionary: 'person', from: 0, count: 1, blank: 0 }],
};

type Piece = [table: string, column: string, rows: number, index?: number];
const pieces: Piece[] = [
  ...(['person', 'time', 'name', 'line', 'p:a'] as const).map((column): Piece => ['events', column, 2]),
  ['people', 'person', 1],
  ['people', 'line', 1],
];

function fault(some: readonly Piece[], texts = [{ from: 0, count: 1 }]): string | null {
  const check = new ContentCheck();
  check.add('runs', run);
  for (const { from, count } of texts)
    check.add('dictionaries', { dictionary: 'person', run: 'r', from, count });
  for (const [table, column, rows, index = 0] of some) {
    check.add('segments', { run: 'r', table, column, index, data: new Uint32Array(rows) });
  }
  return check.result();
}

test('content that fits together passes', () => {
  expect(fault(pieces)).toBe(null);
});

test('missing, surplus and misplaced pieces are found', () => {
  expect(fault(pieces.slice(1))).toBe('events.person of run 1');
  expect(fault([...pieces, ['events', 'p:b', 2]])).toContain('unexpected column');
  expect(fault([...pieces, ['people', 'line', 1, 1]])).toBe('people.line of run 1');
  expect(fault([...pieces, ['people', 'line', 1, 3]])).toContain('piece 3');
});

test('holes in dictionaries are found', () => {
  expect(fault(pieces, [])).toBe('dictionary person');
  expect(fault(pieces, [{ from: 1, count: 1 }])).toBe('dictionary person at 1');
});

test('the size of a dictionary counts undone runs that later codes count over, not staged ones', () => {
  const rows: RunRow[] = [
    run,
    { ...run, id: 's', status: 'undone', added: [{ dictionary: 'person', from: 1, count: 4, blank: 4 }] },
    { ...run, id: 't', status: 'staged', added: [{ dictionary: 'person', from: 5, count: 9, blank: 0 }] },
  ];
  expect(dictionarySizes(rows)).toEqual(new Map([['person', 5]]));
});
