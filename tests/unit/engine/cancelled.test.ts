import { describe, expect, it } from 'vitest';
import type { Control } from '../../../src/base/control.ts';
import { AppFailure } from '../../../src/base/error.ts';
import { uncontrolled } from '../../../src/base/control.ts';
import { proposeLater, proposeRepeated } from '../../../src/engine/activity/propose.ts';
import { proposeChurn } from '../../../src/engine/churn/propose.ts';
import { proveChurn } from '../../../src/engine/churn/prove.ts';
import { groupsOf } from '../../../src/engine/survival/groups.ts';
import { proposeVelocity } from '../../../src/engine/velocity/propose.ts';
import { defaultChurn } from '../../../src/questions/churn-form.ts';
import { everything } from '../../../src/questions/filter.ts';
import { defaultStages } from '../../../src/questions/stages-form.ts';
import { tableOf } from '../../tools/vectors-table.ts';

const cancelled: Control = { due: () => true, pause: () => Promise.reject(new AppFailure('cancelled')) };
const stopped = { appError: { code: 'cancelled' } };
const named = (event: string) => ({ events: [event], where: everything });
const table = tableOf([
  { person: 'a', event: 'New', at: '2026-01-01' },
  { person: 'a', event: 'Won', at: '2026-01-02', props: { amount: 1 } },
]);

describe('what takes long can be stopped', () => {
  it('the proof of churn', async () => {
    const question = defaultChurn({ by: 'event', event: named('Won') });
    await expect(proveChurn(table, question, 0, cancelled)).rejects.toMatchObject(stopped);
  });
  it('the search for what people come back for, and for what they go on to', async () => {
    await expect(proposeRepeated(table, cancelled)).rejects.toMatchObject(stopped);
    await expect(proposeLater(table, cancelled)).rejects.toMatchObject(stopped);
  });
  it('the proposals of churn and velocity', async () => {
    const stages = defaultStages([{ ...named('New'), label: '' }], named('Won'), null);
    await expect(proposeChurn(table, { stages: [], won: [] }, cancelled)).rejects.toMatchObject(stopped);
    await expect(proposeVelocity(table, stages, cancelled)).rejects.toMatchObject(stopped);
  });
  it('the groups of subjects', async () => {
    const values = { code: () => 0, text: () => null };
    await expect(groupsOf(values, 1, 8, cancelled)).rejects.toMatchObject(stopped);
  });
});

describe('groups of subjects', () => {
  const texts = ['b', 'a', 'c', 'd'];
  const values = (codes: readonly number[]) => ({
    code: (i: number) => codes[i]!,
    text: (code: number) => (code === 0 ? null : (texts[code - 1] ?? `t${code}`)),
  });

  it('are the largest, equal ones by value, then the rest as one, each ascending', async () => {
    const groups = await groupsOf(values([4, 1, 2, 0, 3, 2, 1, 0, 4, 0]), 10, 2, uncontrolled);
    // Missing three times; then a, b and d twice, c once.
    expect(groups.map(({ members, ...group }) => [group, ...members])).toEqual([
      [{ value: null, kind: 'value', size: 1 }, 3, 7, 9],
      [{ value: 'a', kind: 'value', size: 1 }, 2, 5],
      [{ value: null, kind: 'other', size: 3 }, 0, 1, 4, 6, 8],
    ]);
  });

  it('may be of any number of values', async () => {
    const codes = Array.from({ length: 5000 }, (_, i) => (i * 7919) % 5000);
    const groups = await groupsOf(values([...codes, 1234]), 5001, 1, uncontrolled);
    expect(groups.map(({ value, size, members }) => [value, size, members.length])).toEqual([
      ['t1234', 1, 2],
      [null, 4999, 4999],
    ]);
    expect(await groupsOf(values([]), 0, 8, uncontrolled)).toEqual([]);
  });
});
