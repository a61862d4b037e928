import { describe, expect, it } from 'vitest';
import { reachable, segmentCount, walk, type FunnelMark } from '../../../../src/charts/funnel/segments.ts';
import { shop } from '../sample.ts';

const press = (from: FunnelMark, ...keys: string[]): FunnelMark =>
  keys.reduce((mark, key) => walk(shop, mark, key) ?? mark, from);

describe('walking the funnel', () => {
  const start: FunnelMark = { step: 0, segment: 'entered' };

  it('walks bars left and right and stops at the ends', () => {
    expect(press(start, 'ArrowRight', 'ArrowRight')).toEqual({ step: 2, segment: 'entered' });
    expect(walk(shop, start, 'ArrowLeft')).toBeNull();
    expect(walk(shop, { step: 4, segment: 'entered' }, 'ArrowRight')).toBeNull();
    expect(press(start, 'End')).toEqual({ step: 4, segment: 'entered' });
  });

  it('walks up from the whole bar through its parts, and down again', () => {
    expect(press(start, 'ArrowUp').segment).toBe('went-on');
    expect(press(start, 'ArrowUp', 'ArrowUp', 'ArrowUp').segment).toBe('dropped');
    expect(press(start, 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp').segment).toBe('excluded');
    expect(press(start, 'ArrowUp', 'ArrowDown')).toEqual(start);
    expect(walk(shop, start, 'ArrowDown')).toBeNull();
  });

  it('keeps the part on the next bar, or falls back to the whole one', () => {
    expect(press(start, 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowRight')).toEqual({
      step: 1,
      segment: 'dropped',
    });
    expect(press({ step: 3, segment: 'dropped' }, 'ArrowRight')).toEqual({ step: 4, segment: 'entered' });
  });

  it('passes over parts without people', () => {
    const steps = [{ ...shop[0]!, open: 0 }, shop[4]!];
    expect(reachable(steps, 0)).toEqual(['entered', 'went-on', 'dropped', 'excluded']);
  });
});

it('F9 reads everyone on the last step as went on, so that the bar is whole', () => {
  expect(segmentCount(shop[4]!, 'went-on', true)).toBe(1191);
  expect(segmentCount(shop[4]!, 'dropped', true)).toBe(0);
});
