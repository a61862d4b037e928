import { expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { everything } from '../../../src/questions/filter.ts';
import { defaultStages } from '../../../src/questions/stages-form.ts';
import type { StagesQuestion } from '../../../src/questions/stages.ts';
import { PeopleLists } from '../../../src/worker/people.ts';
import { tableOf } from '../../tools/vectors-table.ts';

const named = (event: string) => ({ events: [event], where: everything });
const question = defaultStages(
  [
    { ...named('New'), label: '' },
    { ...named('Offer'), label: '' },
  ],
  named('Won'),
  null,
);
/** One person with two deals; both of a deal's events say what it is worth. */
const table = tableOf(
  [
    ['New', 1, 'd1', 100],
    ['Offer', 2, 'd1', 100],
    ['New', 3, 'd2', 900],
    ['Offer', 4, 'd2', 900],
  ].map(([event, day, deal, amount]) => ({
    person: 'ann',
    event: String(event),
    at: `2026-01-0${day}`,
    props: { deal, amount, currency: 'EUR' },
  })),
);
const csvOf = async (unit: StagesQuestion['unit']): Promise<string[]> => {
  const query = {
    question: { ...question, unit },
    pick: { of: 'outcome', group: null, state: 'all' },
    search: '',
    sort: 'given',
  } as const;
  const csv = await new PeopleLists().csv(table, query, true, uncontrolled);
  return (await csv.text()).replaceAll('"', '').trim().split('\r\n');
};

it('a list of deals doesn’t give each of them what its person is worth', async () => {
  expect(await csvOf({ by: 'property', property: 'deal' })).toEqual([
    'person,held,entered,days',
    'ann,d1,2026-01-01,3',
    'ann,d2,2026-01-03,1',
  ]);
});

it('a list of people has the latest amount that stages repeat, not their sum, in its currency', async () => {
  expect(await csvOf({ by: 'person' })).toEqual([
    'person,entered,days,latest-value (EUR)',
    'ann,2026-01-01,3,900',
  ]);
});
