import { describe, expect, it } from 'vitest';
import { layoutLifecycle, partAt, STATES } from '../../../src/charts/lifecycle/layout.ts';
import { lifecycleOf } from './cohort-sample.ts';

const year = lifecycleOf(12);

describe('life cycle', () => {
  it('L1 stacks the active above zero and the dormant below it, on one scale', () => {
    const layout = layoutLifecycle(year, 900, 90, 220);
    const [first, second] = layout.ticks;
    const px =
      Math.abs((first?.y ?? 0) - (second?.y ?? 0)) / Math.abs((first?.count ?? 0) - (second?.count ?? 0));
    for (const { period, parts } of layout.bars) {
      const above = parts.slice(0, 3).filter(({ height }) => height > 0);
      expect(layout.zero - Math.min(...above.map(({ y }) => y))).toBeCloseTo(period.active * px, 6);
      expect(parts[3]?.y).toBeGreaterThan(layout.zero);
      // A part gives 1 px to the gap between it and the next.
      if (period.dormant > 0) expect((parts[3]?.height ?? 0) + 1).toBeCloseTo(period.dormant * px, 6);
      expect((parts[3]?.y ?? 0) + (parts[3]?.height ?? 0)).toBeLessThanOrEqual(layout.bottom + 1);
    }
  });

  it('L1 draws quick ratios from 1, twice as many as far up as half as many down, and none that is not known', () => {
    const of = (quickRatio: number) => ({ ...year[0]!, quickRatio });
    const { quick } = layoutLifecycle([of(2), of(0.5), of(0), of(99), of(NaN)], 900, 90, 220);
    const [double, half, none, many, unknown] = quick.stems;
    expect((double?.box.y ?? 0) + (double?.box.height ?? 0)).toBe(quick.one);
    expect(half?.box.y).toBe(quick.one);
    expect(half?.box.height).toBe(double?.box.height);
    expect(none?.box.height).toBe(many?.box.height);
    expect((none?.box.y ?? 0) + (none?.box.height ?? 0)).toBe(quick.base);
    expect(unknown).toBeNull();
  });

  it('draws each state as one path where the bars are very many, with a box for everybody who is there', () => {
    expect(layoutLifecycle(year, 900, 90, 220).dense).toBeNull();
    const { bars, dense } = layoutLifecycle(lifecycleOf(400), 900, 90, 220);
    STATES.forEach((state, row) => {
      const boxes = bars.filter(({ parts }) => (parts[row]?.height ?? 0) > 0).length;
      expect(dense?.[state].match(/M/g) ?? []).toHaveLength(boxes);
    });
  });

  it('writes counts on both sides of zero without a sign, with one zero', () => {
    const { ticks, zero, bars, bottom, quick } = layoutLifecycle(year, 900, 90, 220);
    expect(ticks.every(({ count }) => count >= 0)).toBe(true);
    expect(ticks.every(({ y }) => y <= bottom)).toBe(true);
    // The plot ends with the longest bar below zero, 1 px under the line.
    expect(Math.max(...bars.map(({ parts }) => parts[3]!.y + parts[3]!.height))).toBeCloseTo(bottom, 6);
    expect(quick.title).toBeGreaterThan(bottom + 12);
    expect(ticks.filter(({ count }) => count === 0).map(({ y }) => y)).toEqual([zero]);
    expect(ticks.at(-1)?.count).toBeGreaterThanOrEqual(Math.max(...year.map(({ active }) => active)));
  });

  it('keeps the names beside the last bar apart and drops them on small screens', () => {
    const { names, bottom } = layoutLifecycle(year, 900, 90, 220);
    expect(names.map(({ state }) => state)).toEqual([...STATES]);
    names.slice(1).forEach(({ y }, index) => expect(y - (names[index]?.y ?? 0)).toBeGreaterThanOrEqual(15));
    expect(names.at(-1)?.y).toBeLessThanOrEqual(bottom);
    expect(layoutLifecycle(year, 390, 90, 220).names).toEqual([]);
  });

  it('keeps the name of the newest period whole at the right', () => {
    for (const room of [326, 500, 900]) {
      const { bars, width } = layoutLifecycle(lifecycleOf(18), room, 90, 220);
      expect(bars.at(-1)!.middle + 30).toBeLessThanOrEqual(width);
    }
  });

  it('ends under the names of the periods where there are no quick ratios', () => {
    const bare = layoutLifecycle(year, 900, 90, 220, false);
    const whole = layoutLifecycle(year, 900, 90, 220);
    expect(bare.axis).toBe(bare.bottom + 15);
    expect([bare.height < whole.height, bare.axis < bare.height]).toEqual([true, true]);
    expect(bare.bars).toEqual(whole.bars);
  });

  it('finds the part at a place and skips those without anybody', () => {
    const layout = layoutLifecycle(year, 900, 90, 220);
    const third = layout.bars[2]!;
    expect(partAt(layout, third.middle + 3, layout.zero - 5)).toEqual({ column: 2, row: 2 });
    expect(partAt(layout, third.middle, layout.zero + 9)).toEqual({ column: 2, row: 3 });
    expect(partAt(layout, third.middle, 0)).toEqual({ column: 2, row: 0 });
    // The first month has nobody but new people.
    expect(partAt(layout, layout.bars[0]!.middle, layout.bottom)).toEqual({ column: 0, row: 0 });
  });

  for (const count of [0, 1, 400]) {
    for (const width of [0, 390, 3840]) {
      it(`stays drawable: ${count} periods at ${width} px`, () => {
        const layout = layoutLifecycle(lifecycleOf(count), width, 90, 220);
        const all = [
          layout.zero,
          layout.right,
          ...layout.ticks.map(({ y }) => y),
          ...layout.bars.flatMap(({ x, parts }) => [x, ...parts.flatMap(({ y, height }) => [y, height])]),
        ];
        expect(all.every((value) => Number.isFinite(value))).toBe(true);
        expect(layout.bars.flatMap(({ parts }) => parts).every(({ height }) => height >= 0)).toBe(true);
        expect(partAt(layout, 10, 10) === null).toBe(count === 0);
      });
    }
  }
});
