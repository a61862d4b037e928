import { describe, expect, it } from 'vitest';
import { CHANGES, FIGURES, markText, netText, signed } from '../../../src/charts/waterfall/changes.ts';
import { fitting, flowAt, layoutFlow, ROWS } from '../../../src/charts/waterfall/layout.ts';
import { layoutSteps, stepAt } from '../../../src/charts/waterfall/steps.ts';
import { quarter, revenueOf } from './revenue-sample.ts';

const money = {
  exact: (amount: number) => `€${amount}`,
  fine: (amount: number) => `€${amount.toFixed(2)}`,
  short: (amount: number) => `€${amount}`,
};

describe('revenue by period', () => {
  const layout = layoutFlow(quarter, 900);

  it('M5 stacks gains above zero and losses below it on one scale, and ends the net where they meet', () => {
    const [low, high] = [layout.amounts[0]!, layout.amounts.at(-1)!];
    const px = (low.y - high.y) / (high.amount - low.amount);
    for (const { period, parts, net } of layout.bars) {
      const drawn = parts.filter(({ height }) => height > 0);
      const gained = period.new + period.reactivated + period.expansion;
      const lost = period.contraction + period.churned;
      const above = drawn.filter(({ y }) => y < layout.zero);
      const below = drawn.filter(({ y }) => y >= layout.zero);
      expect(layout.zero - Math.min(layout.zero, ...above.map(({ y }) => y))).toBeCloseTo(gained * px, 6);
      // A part gives 1 px to the gap between it and the next, and the first below leaves one to the line.
      const deepest = Math.max(layout.zero, ...below.map(({ y, height }) => y + height));
      if (lost > 0) expect(deepest - layout.zero).toBeCloseTo(lost * px, 6);
      expect(layout.zero - net).toBeCloseTo((gained - lost) * px, 6);
    }
  });

  it('draws the level from zero, solid as far as periods are over and open from there', () => {
    const [zero, top] = [layout.levels[0]!, layout.levels.at(-1)!];
    expect(zero).toEqual({ amount: 0, y: layout.base });
    for (const { period, level } of layout.bars)
      expect((layout.base - level) / (layout.base - top.y)).toBeCloseTo(period.end / top.amount, 9);
    expect(layout.line.match(/[ML]/g)?.length).toBe(2);
    expect(layout.open.match(/[ML]/g)?.length).toBe(2);
    expect(layoutFlow(quarter.slice(0, 2), 900).open).toBe('');
  });

  it('keeps columns inside and draws only as many as fit', () => {
    for (const room of [1200, 900, 390, 360]) {
      const { bars, right, left, bar } = layoutFlow(quarter, room);
      expect(bars[0]!.x).toBeGreaterThanOrEqual(left);
      expect(bars.at(-1)!.x + bar).toBeLessThanOrEqual(right);
    }
    expect(fitting(360)).toBeLessThan(fitting(1200));
    expect(fitting(0)).toBe(1);
  });

  it('keeps the name of the newest period whole at the right', () => {
    const year = Array.from({ length: 17 }, () => quarter[0]!);
    for (const [periods, room] of [
      [quarter, 900],
      [year, 560],
      [year, 360],
    ] as const) {
      // `Nov 2026*` is 56 px wide in the face of the axis.
      expect(layoutFlow(periods, room).bars.at(-1)!.middle + 28).toBeLessThanOrEqual(room);
    }
  });

  it('takes just the height that it is given', () => {
    for (const plot of [180, 246, 400]) {
      const { height, top, base, upper, lower } = layoutFlow(quarter, 900, plot);
      expect(base - top + (lower - upper)).toBe(plot);
      expect(height - layout.height).toBe(plot - 246);
    }
  });

  it('writes no amount as a negative zero', () => {
    const gains = layoutFlow(quarter.slice(0, 1), 900).amounts;
    expect(gains.map(({ amount }) => Object.is(amount, -0))).not.toContain(true);
    expect(gains[0]!.amount).toBe(0);
  });

  it('finds the line above and the part nearest below, never one that nobody made', () => {
    const bar = layout.bars[1]!;
    expect(flowAt(layout, bar.middle, layout.top)).toEqual({ column: 1, row: 0 });
    for (const [index, part] of bar.parts.entries()) {
      const found = flowAt(layout, bar.middle, part.y + part.height / 2);
      if (part.height > 0) expect(found).toEqual({ column: 1, row: index + 1 });
      else expect(bar.parts[found!.row - 1]!.height).toBeGreaterThan(0);
    }
    expect(flowAt(layoutFlow([], 900), 100, 100)).toBeNull();
    expect(ROWS.slice(1)).toEqual([...CHANGES]);
  });
});

describe('one period as a sum', () => {
  const steps = layoutSteps(quarter[1]!, 800, 100, 120);

  it('M5 hangs each change on the sum before it, and ends where the end bar ends', () => {
    // 400 + 100 + 0 + 50 − 25 − 50 = 475; the highest sum is 550.
    const top = 550;
    const x = (amount: number): number => steps.left + (amount / top) * (steps.right - steps.left);
    expect(steps.from).toBe(0);
    expect(steps.rows.map(({ figure, after }) => [figure, after])).toEqual(
      [400, 500, 500, 550, 525, 475, 475].map((sum, index) => [FIGURES[index], x(sum)]),
    );
    for (const { figure, x: left, width, amount } of steps.rows) {
      expect(left, figure).toBeGreaterThanOrEqual(steps.left);
      expect(left + width, figure).toBeLessThanOrEqual(steps.right + 1e-9);
      if (amount > 0) expect(width, figure).toBeCloseTo(x(amount) - steps.left, 9);
    }
  });

  it('begins above zero, at a round amount below every sum, where the changes are small', () => {
    const [period] = revenueOf([{ money: [300, 20, 40, 10, 200], customers: [9, 1, 2, 1, 5] }], 10_000);
    const { from, rows, left, right } = layoutSteps(period!, 800, 100, 120);
    expect(from).toBeGreaterThan(0);
    expect(from).toBeLessThan(10_000);
    expect(from % 100).toBe(0);
    for (const { x, width } of rows) {
      expect(x).toBeGreaterThanOrEqual(left);
      expect(x + width).toBeLessThanOrEqual(right + 1e-9);
    }
    // Still one sum: the change of the ends is what the changes come to.
    const px = (rows[1]!.after - rows[0]!.after) / 300;
    expect(rows.at(-1)!.after - rows[0]!.after).toBeCloseTo((300 + 20 + 40 - 10 - 200) * px, 6);
  });

  it('draws nothing where nothing is paid, and all of a period in which nothing changed', () => {
    const none = revenueOf([{ money: [0, 0, 0, 0, 0], customers: [0, 0, 0, 0, 0] }]);
    expect(layoutSteps(none[0]!, 800, 100, 120).rows.map(({ width }) => width)).toEqual([
      0, 0, 0, 0, 0, 0, 0,
    ]);
    const still = revenueOf([{ money: [0, 0, 0, 0, 0], customers: [0, 0, 0, 0, 0] }], 500);
    const { rows, from } = layoutSteps(still[0]!, 800, 100, 120);
    expect([rows[0]!.width > 0, rows[6]!.width > 0, from < 500]).toEqual([true, true, true]);
  });

  it('finds the line at a height', () => {
    expect(stepAt(steps, steps.rows[3]!.y + 5)).toBe(3);
    expect(stepAt(steps, -20)).toBeNull();
    expect(stepAt(steps, steps.height + 40)).toBeNull();
  });
});

describe('revenue in words', () => {
  it('signs what is added and taken away, and nothing else', () => {
    expect(signed(40, 'new', money)).toBe('+€40');
    expect(signed(25, 'churned', money)).toBe('−€25');
    expect(signed(0, 'churned', money)).toBe('€0');
    expect(signed(475, 'end', money)).toBe('€475');
    expect([netText(75, money), netText(-75, money), netText(0, money)]).toEqual(['+€75', '−€75', '€0']);
  });

  it('says a mark with its customers, and that a period is not over', () => {
    expect(markText(quarter[1]!, 'churned', (period) => period, money)).toBe(
      '2026-02-01, Churned: −€50, 1 customer',
    );
    expect(markText(quarter[2]!, 'end', () => 'March', money)).toBe(
      'March, MRR at the end: €500, 9 customers; not over yet',
    );
  });
});
