import { describe, expect, it } from 'vitest';
import { layoutHeat } from '../../../src/charts/heatmap/layout.ts';
import { HATCH, heatPicture } from '../../../src/charts/heatmap/picture.ts';
import type { HeatWords } from '../../../src/charts/heatmap/words.ts';
import { createFormat } from '../../../src/i18n/format.ts';
import { columnsOf, mockRows, resultOf } from './cohort-sample.ts';

const measure = (text: string): number => text.length * 7;
const words: HeatWords = {
  format: createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' }),
  figure: 'rate',
  mean: 'pooled',
  columns: columnsOf(12),
  period: { unit: 'month', n: 1 },
  currency: null,
};
const layout = layoutHeat(resultOf(mockRows), 'rate', 'pooled');
const picture = heatPicture(layout, words, 'Cohort', measure);
const texts = picture.marks.flatMap(({ text }) => text ?? []);
const cells = picture.marks.filter(({ name, attributes }) => name === 'rect' && attributes['rx'] === 2);

describe('picture of a heatmap', () => {
  it('has every cell with the colour and the figure that it has in the table', () => {
    const all = layout.rows.flatMap((row) => row.cells.filter((cell) => cell !== null));
    expect(cells.map(({ fill }) => fill)).toEqual(
      all.map(({ step }) => (step === 0 ? HATCH : `--seq-${step}`)),
    );
    // February 2026, month 2: 43 of 176 came back.
    expect(texts).toContain('24');
    // July 2025 is complete for all months but the last: 27 of 214.
    expect(texts).toContain('13*');
  });

  it('keeps inside its size, and its cells apart', () => {
    for (const { attributes } of picture.marks) {
      const { x = 0, y = 0, width = 0, height = 0 } = attributes as Record<string, number>;
      expect(x + width).toBeLessThanOrEqual(picture.width);
      expect(y + height).toBeLessThanOrEqual(picture.height);
    }
    const [first, second] = cells.map(({ attributes }) => attributes as Record<string, number>);
    expect(second!['x']! - first!['x']!).toBeGreaterThan(first!['width']!);
  });

  it('R4 R5 says what the marks and the last row mean', () => {
    expect(texts).toContain('All, pooled');
    // Column 9: 21 of 214 and 26 of 198 are 47 of 412, 11.4 %, of two complete cohorts with less than half the people.
    expect(texts).toContain('11.4‡');
    expect(texts.join(' ')).toContain('‡ Of less than half the people');
    expect(texts).toContain('months after the start');
    expect(texts.join(' ')).toContain(
      '* Not everyone’s period is over: hatched, and kept out of the last row',
    );
    expect(texts).toContain('Jul 2025†');
    expect(texts.join(' ')).toContain('† The data begin here');
    expect(texts.some((text) => text.startsWith('under '))).toBe(true);
  });

  it('is whole without a complete cell', () => {
    const none = heatPicture(layoutHeat(resultOf([]), 'rate', 'pooled'), words, 'Cohort', measure);
    expect(none.marks.flatMap(({ text }) => text ?? [])).toContain('Cohort');
    expect(none.height).toBeGreaterThan(0);
  });
});
