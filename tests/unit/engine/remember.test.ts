import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { remembering } from '../../../src/engine/remember.ts';
import type { EventTable } from '../../../src/engine/table.ts';
import { tableOf } from '../../tools/vectors-table.ts';

interface Asked {
  readonly range: string;
  readonly label: string;
}

function counting(): { find: ReturnType<typeof remembering<Asked, string>>; asked: string[] } {
  const asked: string[] = [];
  const find = remembering(
    (_: EventTable, { range }: Asked) => {
      asked.push(range);
      return range === 'bad' ? Promise.reject(new Error('cancelled')) : Promise.resolve(`ways of ${range}`);
    },
    ({ range }) => range,
  );
  return { find, asked };
}

const of = (range: string, label = ''): Asked => ({ range, label });

describe('what an analysis remembers', () => {
  it('finds the last two again, by what was read of the question alone', async () => {
    const { find, asked } = counting();
    const table = tableOf([]);
    for (const each of [of('a'), of('b'), of('a', 'renamed'), of('b')])
      expect(await find(table, each, uncontrolled)).toBe(`ways of ${each.range}`);
    expect(asked).toEqual(['a', 'b']);
    await find(table, of('c'), uncontrolled);
    await find(table, of('b'), uncontrolled);
    expect(asked).toEqual(['a', 'b', 'c']);
    await find(table, of('a'), uncontrolled);
    expect(asked).toEqual(['a', 'b', 'c', 'a']);
  });

  it('knows nothing of another table, nor of what failed', async () => {
    const { find, asked } = counting();
    await find(tableOf([]), of('a'), uncontrolled);
    const table = tableOf([]);
    await find(table, of('a'), uncontrolled);
    await expect(find(table, of('bad'), uncontrolled)).rejects.toThrow('cancelled');
    await expect(find(table, of('bad'), uncontrolled)).rejects.toThrow('cancelled');
    expect(asked).toEqual(['a', 'a', 'bad', 'bad']);
  });
});
