import { describe, expect, it } from 'vitest';
import { savedSegments, segmentsNamed, withEveryone } from '../../../../src/features/cohorts/segments.ts';
import { everything, type Filter } from '../../../../src/questions/filter.ts';

const set = (name: string): Filter => ({ kind: 'is', property: { scope: 'person', name }, op: 'set' });
const saved = (name: string, filter: unknown) => ({
  id: name,
  name,
  filter,
  rev: 1,
  createdAt: 0,
  updatedAt: 0,
});

describe('segments of people in a question', () => {
  it('are the saved ones that can be read, one of each name', () => {
    const all = [
      saved('A', set('a')),
      saved('broken', { kind: 'is' }),
      saved('A', set('b')),
      saved('none', undefined),
    ];
    expect(savedSegments(all)).toEqual([{ name: 'A', filter: set('a') }]);
  });

  it('are taken as saved, or as the question has them when they no longer are', () => {
    const old = [
      { name: 'A', filter: set('old') },
      { name: 'gone', filter: set('gone') },
    ];
    expect(segmentsNamed(['gone', 'A', 'unknown'], [{ name: 'A', filter: set('a') }], old)).toEqual([
      { name: 'gone', filter: set('gone') },
      { name: 'A', filter: set('a') },
    ]);
  });

  it('have one of everyone beside them, unless one that is saved is called so', () => {
    const own = { name: 'Everyone', filter: set('a') };
    const everyone = { name: 'Everyone', filter: everything };
    expect(withEveryone([], everyone)).toEqual([everyone]);
    expect(withEveryone([own], everyone)).toEqual([own]);
  });
});
