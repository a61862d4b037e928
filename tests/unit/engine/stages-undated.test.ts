import { expect, it } from 'vitest';
import { DAY_MS } from '../../../src/base/calendar.ts';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { proveStages } from '../../../src/engine/stages/prove.ts';
import { everything } from '../../../src/questions/filter.ts';
import { defaultStages } from '../../../src/questions/stages-form.ts';
import type { StagesQuestion } from '../../../src/questions/stages.ts';
import { tableOf, type EventRow } from '../../tools/vectors-table.ts';

const named = (event: string): StagesQuestion['won'] => ({ events: [event], where: everything });
const pipeline = defaultStages(
  ['New', 'Talk', 'Offer'].map((name) => ({ ...named(name), label: '' })),
  named('Won'),
  named('Lost'),
);
const of = (person: string, ...path: readonly (readonly [string, number])[]): EventRow[] =>
  path.map(([event, n]) => ({ person, event, at: Date.UTC(2024, 2, 1) + n * DAY_MS }));
const without = (person: string, event: string): EventRow => ({ person, event });

it('W7 a lead that came further without a date than with one stands there, and is in nothing else', async () => {
  const table = tableOf([
    without('a', 'New'),
    ...of('b', ['New', 0], ['Talk', 2]),
    without('b', 'Won'),
    // Talk lies behind Offer: where it came from is known well enough.
    ...of('c', ['New', 1], ['Offer', 3]),
    without('c', 'Talk'),
    // An outcome with a date, but no entry with one (W1).
    without('d', 'New'),
    ...of('d', ['Lost', 5]),
    without('e', 'Call'),
  ]);
  const found = await answer(table, pipeline, uncontrolled);
  expect(found.undated).toEqual([1, 0, 0, 1, 0]);
  expect([found.leads, found.open, found.won, found.lost]).toEqual([1, 1, 0, 0]);
  expect(found.stages.map(({ entered }) => entered)).toEqual([1, 0, 1]);
  expect(found.notes).toEqual([
    { code: 'undated', details: { events: 2 } },
    { code: 'outcome-only', details: { leads: 1 } },
  ]);
  expect(await proveStages(table, pipeline, 1)).toEqual([
    expect.objectContaining({ state: 'won', undated: { place: 3, event: 2 }, visits: [], rules: ['W7'] }),
  ]);
  // Who never entered at a known time is in no range of dates.
  const ranged = { ...pipeline, range: { from: '2024-03-01', to: null } };
  expect((await answer(table, ranged, uncontrolled)).undated).toEqual([0, 0, 0, 1, 0]);
});

it('W7 W1 an outcome before the entry holds nobody back, and one with a date is not overruled', async () => {
  const table = tableOf([
    ...of('a', ['Lost', 0], ['New', 1]),
    without('a', 'Offer'),
    ...of('b', ['New', 0], ['Won', 5]),
    without('b', 'Lost'),
  ]);
  const found = await answer(table, pipeline, uncontrolled);
  expect(found.undated).toEqual([0, 0, 1, 0, 0]);
  expect([found.leads, found.won, found.lost]).toEqual([1, 1, 0]);
});
