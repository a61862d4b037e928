import { describe, expect, it } from 'vitest';
import { layoutRanked, rankedScale, ROW, type RankedBar } from '../../../src/charts/ranked/layout.ts';

const measure = (text: string): number => text.length * 7;
const bar = (name: string, rate: number, low: number, high: number): RankedBar => ({
  name,
  share: { rate, low, high },
  count: '12',
  rate: '50.0%',
  interval: '40.0–60.0%',
  hollow: false,
});

describe('ranked bars', () => {
  it('stand on one scale from 0 to beyond the highest whisker, clear of names, counts and rates', () => {
    const { bars, left, counts, width, height } = layoutRanked(
      [bar('price', 0.4, 0.2, 0.8), bar('service', 0.2, 0.1, 0.3)],
      measure,
    );
    expect(bars[0]!.high - left).toBeCloseTo((bars[0]!.right - left) * 2, 9);
    expect(bars[1]!.right - left).toBeCloseTo((bars[0]!.right - left) / 2, 9);
    expect(left).toBeGreaterThan(measure('service'));
    expect(bars[0]!.high).toBeLessThan(counts - measure('12'));
    expect(counts).toBeLessThan(width - measure('50.0%  40.0–60.0%'));
    expect(bars[1]!.y).toBe(ROW);
    expect(height).toBeGreaterThan(2 * ROW);
  });

  it('have a scale of round shares that no whisker goes beyond', () => {
    // At most four steps: of 10 points up to 37.3 %, of 2 points up to 7.8 %.
    for (const [most, ticks] of [
      [0.373, [0, 0.1, 0.2, 0.3, 0.4]],
      [0.078, [0, 0.02, 0.04, 0.06, 0.08]],
      [1, [0, 0.25, 0.5, 0.75, 1]],
    ] as const) {
      const scale = rankedScale(most);
      expect(scale.ticks).toEqual(ticks);
      expect(scale.at(most)).toBeLessThanOrEqual(1);
    }
    expect(rankedScale(0).ticks[0]).toBe(0);
  });

  it('shorten long names, draw 60 at the most and nothing for nothing', () => {
    const many = Array.from({ length: 200 }, () => bar('because '.repeat(20), 0.01, 0, 0.02));
    const { bars, left } = layoutRanked(many, measure);
    expect(bars).toHaveLength(60);
    expect(measure(bars[0]!.name)).toBeLessThan(left);
    expect(layoutRanked([], measure).bars).toEqual([]);
  });
});
