import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { groupsOf } from '../../../src/engine/survival/groups.ts';

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
