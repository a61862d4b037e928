import { describe, expect, it } from 'vitest';
import {
  asGroup,
  complete,
  countConditions,
  freshCondition,
  tidy,
  withMember,
  withOperator,
  withSegment,
  withValues,
} from '../../../src/features/question/edit-filter.ts';
import { everything, type Condition, type Filter } from '../../../src/questions/filter.ts';

const on = (name: string, value?: string): Condition => ({
  kind: 'is',
  property: { scope: 'event', name },
  op: 'equals',
  ...(value !== undefined && { value }),
});
const a = on('a', '1');
const b = on('b', '2');

describe('a filter in the editor', () => {
  it('always has a group at its top', () => {
    expect(asGroup(a)).toEqual({ kind: 'all', of: [a] });
    expect(asGroup(everything)).toEqual(everything);
    expect(asGroup({ kind: 'any', of: [a, b] })).toEqual({ kind: 'any', of: [a, b] });
  });

  it('is kept without groups that say nothing', () => {
    expect(
      tidy({
        kind: 'all',
        of: [
          { kind: 'any', of: [] },
          { kind: 'all', of: [a] },
        ],
      }),
    ).toEqual(a);
    expect(tidy({ kind: 'any', of: [everything, { kind: 'not', of: { kind: 'not', of: b } }] })).toEqual(b);
    expect(tidy({ kind: 'any', of: [] })).toEqual(everything);
  });

  it('takes and gives up members', () => {
    const group = asGroup({ kind: 'any', of: [a, b] });
    expect(withMember(group, 0, null).of).toEqual([b]);
    expect(withMember(group, 1, a).of).toEqual([a, a]);
  });

  it('takes in the conditions of a saved segment, all of which must hold too', () => {
    expect(withSegment(everything, a)).toEqual(a);
    expect(withSegment(a, b)).toEqual({ kind: 'all', of: [a, b] });
    const either: Filter = { kind: 'any', of: [a, b] };
    expect(withSegment({ kind: 'all', of: [a, b] }, either)).toEqual({ kind: 'all', of: [a, b, either] });
    expect(withSegment(either, { kind: 'all', of: [a, b] })).toEqual({ kind: 'all', of: [either, a, b] });
  });

  it('counts its conditions', () => {
    const filter: Filter = { kind: 'all', of: [a, { kind: 'not', of: { kind: 'any', of: [a, b] } }] };
    expect(countConditions(filter)).toBe(3);
    expect(countConditions(everything)).toBe(0);
  });

  it('is asked without the conditions still being written', () => {
    expect(complete({ kind: 'all', of: [a, on('c')] })).toEqual(a);
    expect(complete({ kind: 'not', of: on('c') })).toEqual(everything);
    expect(complete({ kind: 'any', of: [a, { kind: 'not', of: b }, on('c')] })).toEqual({
      kind: 'any',
      of: [a, { kind: 'not', of: b }],
    });
  });
});

describe('a condition', () => {
  const property = { scope: 'event', name: 'device' } as const;

  it('begins with a list of text, or the first operator of its kind', () => {
    expect(freshCondition(property, 'text')).toEqual({ kind: 'is', property, op: 'in', value: [] });
    expect(freshCondition(property, 'date')).toEqual({ kind: 'is', property, op: 'before' });
  });

  it('keeps the values that another operator can take', () => {
    const list = withValues(freshCondition(property, 'text'), ['x', 'y']);
    expect(withOperator(list, 'equals').value).toBe('x');
    expect(withOperator(list, 'between').value).toEqual(['x', 'y']);
    expect(withOperator(list, 'set')).toEqual({ kind: 'is', property, op: 'set' });
    expect(withOperator(withOperator(list, 'equals'), 'not-in').value).toEqual(['x']);
  });
});
