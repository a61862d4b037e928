import { expect, it } from 'vitest';
import { naming } from '../../../src/worker/names.ts';
import { tableOf } from '../../tools/vectors-table.ts';

const called = async (props: readonly Readonly<Record<string, unknown>>[]): Promise<(string | null)[]> => {
  const people = props.map((own, k) => ({ id: `OPP${k + 1}`, props: own }));
  const name = await naming(tableOf([{ person: 'OPP1', event: 'New', at: '2026-01-01' }], people));
  return people.map((_, person) => name(person));
};

it('people are called by their name, with the key beside it where others have the same', async () => {
  const accounts = ['Kan-code', 'Isdom', 'Kan-code', null];
  expect(await called(accounts.map((account) => ({ account })))).toEqual([
    'Kan-code · OPP1',
    'Isdom',
    'Kan-code · OPP3',
    null,
  ]);
});

it('people of whom nothing is a name have none', async () => {
  expect(await called([{ product: 'GTX' }, { product: 'MG' }])).toEqual([null, null]);
});
