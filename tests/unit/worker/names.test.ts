import { expect, it } from 'vitest';
import { naming } from '../../../src/worker/names.ts';
import { tableOf } from '../../tools/vectors-table.ts';

const called = async (
  props: readonly Readonly<Record<string, unknown>>[],
): Promise<(readonly [string | null, boolean])[]> => {
  const people = props.map((own, k) => ({ id: `OPP${k + 1}`, props: own }));
  const name = await naming(tableOf([{ person: 'OPP1', event: 'New', at: '2026-01-01' }], people));
  return people.map(({ id }, person) => {
    const { key, name: own, shared } = name(person);
    expect(key).toBe(id);
    return [own, shared];
  });
};

it('people are called by their name, which others may share', async () => {
  const accounts = ['Kan-code', 'Isdom', 'Kan-code', null];
  expect(await called(accounts.map((account) => ({ account })))).toEqual([
    ['Kan-code', true],
    ['Isdom', false],
    ['Kan-code', true],
    [null, false],
  ]);
});

it('people of whom nothing is a name have none', async () => {
  expect(await called([{ product: 'GTX' }, { product: 'MG' }])).toEqual([
    [null, false],
    [null, false],
  ]);
});
