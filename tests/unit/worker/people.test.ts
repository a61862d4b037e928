import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { defaultFunnel, stepOf } from '../../../src/questions/defaults.ts';
import { PeopleLists } from '../../../src/worker/people.ts';
import { tableOf } from '../../tools/vectors-table.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Lists the one person of a table, and lets the table go. */
async function listed(lists: PeopleLists): Promise<WeakRef<object>> {
  const table = tableOf([{ person: 'a', event: 'Visit', at: '2026-01-01' }]);
  const question = defaultFunnel([stepOf('Visit'), stepOf('Buy')]);
  const pick = { step: 0, segment: 'entered', group: null, period: null } as const;
  const page = await lists.page(table, { question, pick, search: '', sort: 'newest' }, 0, 10, uncontrolled);
  expect(page.rows.map(({ key }) => key)).toEqual(['a']);
  return new WeakRef(table);
}

it('a list asked last does not keep the table of data that changed', async () => {
  const lists = new PeopleLists();
  const table = await listed(lists);
  // A reference holds until the turn in which it was made is over.
  await new Promise((resolve) => setTimeout(resolve));
  collect();
  expect(table.deref()).toBeUndefined();
  expect((await listed(lists)).deref()).toBeDefined();
});
