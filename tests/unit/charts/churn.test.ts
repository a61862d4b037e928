import { describe, expect, it } from 'vitest';
import { barsPath, changeAt, CHANGES, layoutChurn, whiskersPath } from '../../../src/charts/churn/layout.ts';
import { changeText } from '../../../src/charts/churn/words.ts';
import { createFormat } from '../../../src/i18n/format.ts';
import type { ChurnPeriod } from '../../../src/questions/churn.ts';

/** Made up: 40 customers; 10 began, 5 came back and 8 went, 4 of them of the 40; then a month that is not over. */
const march: ChurnPeriod = {
  period: '2026-03-01',
  atStart: 40,
  started: 10,
  returned: 5,
  churned: 8,
  atEnd: 47,
  rate: { k: 4, n: 40, rate: 0.1, low: 0.04, high: 0.23 },
  knowable: true,
  complete: true,
};
const april: ChurnPeriod = {
  ...march,
  period: '2026-04-01',
  atStart: 0,
  started: 0,
  returned: 0,
  churned: 0,
  rate: { k: 0, n: 0, rate: NaN, low: NaN, high: NaN },
  complete: false,
};
/** Over before anybody could be gone. */
const early: ChurnPeriod = { ...march, period: '2026-02-01', churned: 0, rate: april.rate, knowable: false };
const layout = layoutChurn([march, april], 600);

describe('layout of churn by period', () => {
  it('stacks who began and who came back over zero, and who went below it, on one scale', () => {
    const [began, back, gone] = layout.columns[0]!.bars;
    const { zero } = layout.moves;
    expect(began!.y + began!.height).toBeCloseTo(zero, 6);
    expect(back!.y + back!.height).toBeCloseTo(began!.y, 6);
    expect(gone!.y).toBeCloseTo(zero + 1, 6);
    expect(began!.height / back!.height).toBeCloseTo(2, 6);
    expect(began!.height / gone!.height).toBeCloseTo(10 / 8, 6);
  });

  it('sets the rate with its interval in a panel of its own, and none where nobody was there', () => {
    const [column, none] = layout.columns;
    const { rate } = column!;
    expect(rate!.high).toBeLessThan(rate!.y);
    expect(rate!.low).toBeGreaterThan(rate!.y);
    expect(rate!.low).toBeLessThan(layout.moves.top);
    expect(none!.rate).toBeNull();
    expect(none!.bars.map(({ height }) => height)).toEqual([0, 0, 0]);
  });

  it('joins only the rates of periods that are over', () => {
    const over = { ...march, period: '2026-04-01' };
    const points = (periods: readonly ChurnPeriod[]): number =>
      layoutChurn(periods, 600).rates.line.split(/[ML]/).length - 1;
    expect(points([march, over])).toBe(2);
    expect(points([march, { ...over, complete: false }])).toBe(1);
    // A period without customers between them is no bridge.
    const gap = { ...april, complete: true };
    const later = { ...march, period: '2026-05-01' };
    expect(layoutChurn([march, gap, later], 600).rates.line.match(/M/g)).toHaveLength(2);
  });

  it('S2 sets no rate where nobody could be gone yet', () => {
    const { columns, rates } = layoutChurn([early, march], 600);
    expect([columns[0]!.rate, columns[1]!.rate?.y]).toEqual([null, expect.any(Number)]);
    expect(rates.line.match(/[ML]/g)).toHaveLength(1);
    expect(columns[0]!.bars[0]!.height).toBeGreaterThan(0);
  });

  it('finds the mark at a place: the rate above, the nearest bar below', () => {
    const { middle, rate, bars } = layout.columns[0]!;
    const found = (y: number) => CHANGES[changeAt(layout, middle, y)!.row];
    expect(found(rate!.y)).toBe('rate');
    expect(found(bars[0]!.y + 2)).toBe('started');
    expect(found(bars[1]!.y + 2)).toBe('returned');
    expect(found(bars[2]!.y + bars[2]!.height + 20)).toBe('churned');
    expect(changeAt(layoutChurn([], 600), 0, 0)).toBeNull();
  });

  it('draws all bars of a change as one path, and none for nobody', () => {
    const { path, thin } = barsPath(layout, 'churned');
    expect(path.match(/M/g)).toHaveLength(1);
    expect(thin).toBe(false);
    const many = Array.from({ length: 200 }, (_, i) => ({ ...march, period: String(i) }));
    const narrow = barsPath(layoutChurn(many, 600), 'started');
    expect(narrow.path.match(/M/g)).toHaveLength(200);
    expect(narrow.thin).toBe(true);
  });

  it('caps whiskers where there is room', () => {
    // The line and two caps; April has no rate.
    expect(whiskersPath(layout, 3).match(/M/g)).toHaveLength(3);
    expect(whiskersPath({ ...layout, pitch: 5 }, 3).match(/M/g)).toHaveLength(1);
  });

  it('keeps the name of the newest period whole at the right', () => {
    const many = Array.from({ length: 18 }, (_, i) => ({ ...march, period: String(i) }));
    for (const room of [326, 560, 1100]) {
      const { columns, width } = layoutChurn(many, room);
      // `Sept 2026*` is 60 px wide in the face of axes.
      expect(columns.at(-1)!.middle + 30).toBeLessThanOrEqual(width);
    }
  });
});

describe('words of churn by period', () => {
  const format = createFormat({ locale: 'en', timeZone: 'UTC', currency: 'EUR' });

  it('X1 give a rate its interval and base', () => {
    expect(changeText(march, 'rate', format)).toBe('Churn rate 10.0% (4.0–\u206023.0%), 4 of 40');
    expect(changeText(april, 'rate', format)).toBe('nobody there at the start');
    expect(changeText(early, 'rate', format)).toBe('churn rate not known yet: nobody could be gone');
    expect(changeText(march, 'churned', format)).toBe('Gone: 8');
  });
});
