import { describe, expect, it } from 'vitest';
import { shorten, wrap } from '../../../src/charts/fit.ts';
import { px, ticksTo } from '../../../src/charts/scale.ts';

const seven = (text: string): number => Array.from(text).length * 7;

describe('names that fit', () => {
  it('keeps what fits and shortens what does not', () => {
    expect(shorten('Purchase', 56, seven)).toBe('Purchase');
    expect(shorten('Purchase', 42, seven)).toBe('Purch…');
    expect(shorten('Purchase', 1, seven)).toBe('P…');
  });

  it('breaks between words and shortens the last line only', () => {
    expect(wrap('Checkout started', 63, 2, seven)).toEqual(['Checkout', 'started']);
    expect(wrap('Signed up for the newsletter', 77, 2, seven)).toEqual(['Signed up', 'for the ne…']);
    expect(wrap('', 77, 2, seven)).toEqual(['']);
  });
});

describe('round ticks', () => {
  it('takes steps of 1, 2, 2.5 or 5', () => {
    expect(ticksTo(9284, 4, true)).toEqual([0, 2500, 5000, 7500]);
    expect(ticksTo(10, 5, true)).toEqual([0, 2, 4, 6, 8, 10]);
  });
  it('keeps people whole', () => {
    expect(ticksTo(3, 4, true)).toEqual([0, 1, 2, 3]);
    expect(ticksTo(1, 4, false)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });
  it('has only zero when there is nothing', () => {
    expect(ticksTo(0, 4, true)).toEqual([0]);
    expect(ticksTo(Number.NaN, 4, true)).toEqual([0]);
  });
});

it('writes coordinates with two decimals and never NaN', () => {
  expect([px(1.005), px(2), px(0.126), px(Number.NaN)]).toEqual(['1', '2', '0.13', '0']);
});
