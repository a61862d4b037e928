import { describe, expect, it } from 'vitest';
import { layoutFunnel, type FunnelLayout } from '../../../../src/charts/funnel/layout.ts';
import { segmentAt } from '../../../../src/charts/funnel/place.ts';
import type { Box } from '../../../../src/charts/scale.ts';
import type { StepResult } from '../../../../src/questions/funnel.ts';
import { shop, stepsOf } from '../sample.ts';

// Expected coordinates are those of the design's construction rules at 840 px: gutter 112, five columns of 145.6, bars
// 52 wide, 210 px of plot from 63 to 273, gaps of 1 px.
const round = (value: number): number => Math.round(value * 10) / 10;
const part = (layout: FunnelLayout, bar: number, name: string) => {
  const found = layout.bars[bar]?.parts.find((each) => each.part === name);
  return found && [found.x, found.y, found.width, found.height].map(round);
};
const numbers = (path: string): number[] =>
  Array.from(path.matchAll(/-?\d+(?:\.\d+)?/g), ([found]) => Number(found));
const corners = (box: Box): number[] => [box.x, box.y, box.width, box.height];
const everyNumber = (layout: FunnelLayout): number[] => [
  layout.width,
  layout.height,
  ...layout.bars.flatMap(({ box, hit, head, whisker, ghost, parts }) => [
    ...corners(box),
    ...corners(hit),
    ...parts.flatMap(corners),
    head.x,
    head.name,
    head.count,
    ...numbers(whisker ?? ''),
    ...numbers(ghost ?? ''),
  ]),
  ...layout.hops.flatMap(({ band, loss, hit, words }) => [
    ...numbers(band),
    ...numbers(loss),
    ...corners(hit),
    words.x,
  ]),
];

describe('wide funnel', () => {
  const layout = layoutFunnel({ steps: shop, width: 840 });

  it('has equal columns after the gutter, with a bar at the left edge of each', () => {
    expect(layout.form).toBe('wide');
    expect(layout.columns).toEqual({ gutter: 112, pitch: 145.6, width: 840 });
    expect(layout.bars.map(({ box }) => round(box.x))).toEqual([112, 257.6, 403.2, 548.8, 694.4]);
    expect(layout.bars.every(({ box }) => box.width === 52)).toBe(true);
  });

  it('draws every bar on one linear scale of people', () => {
    expect(layout.axis).toMatchObject({ top: 63, base: 273 });
    expect(layout.bars.map(({ box }) => round(box.y))).toEqual([63, 124.5, 206.8, 232.4, 246.1]);
    expect(layout.axis?.ticks.map(({ value, y }) => [value, round(y)])).toEqual([
      [0, 273],
      [2500, 216.5],
      [5000, 159.9],
      [7500, 103.4],
    ]);
  });

  it('stacks went on, open, dropped, excluded with a gap of one pixel under each', () => {
    expect(part(layout, 0, 'went-on')).toEqual([112, 124.5, 52, 147.5]);
    expect(part(layout, 0, 'open')).toEqual([112, 113.4, 52, 10.1]);
    expect(part(layout, 0, 'dropped')).toEqual([112, 64, 52, 48.4]);
  });

  it('never draws people thinner than 0.6 px, nor nobody at all', () => {
    expect(part(layout, 0, 'excluded')).toEqual([112, 63, 52, 0.6]);
    expect(layout.bars[4]?.parts.map((each) => each.part)).toEqual(['went-on']);
  });

  it('leads a flat band from went-on to the whole next bar under a cubic loss wedge', () => {
    expect(layout.hops[0]?.band).toBe('M164 124.48C210.8 124.48 210.8 124.48 257.6 124.48V273H164z');
    expect(layout.hops[0]?.loss).toBe(
      'M164 63C210.8 63 210.8 124.48 257.6 124.48C210.8 124.48 210.8 124.48 164 124.48z',
    );
  });

  it('draws the interval of the share that reached a step from step 2', () => {
    expect(layout.bars[0]?.whisker).toBeNull();
    const [x, high, y2] = numbers(layout.bars[1]?.whisker ?? '');
    expect([x, high, y2].map((value) => round(value ?? 0))).toEqual([283.6, 122.6, 126.4]);
  });

  it('hangs a dimension line 12 px under the base with its words centred on the gap', () => {
    expect(layout.hops[0]?.dimension).toBe('M167 281v8M254.6 281v8M167 285H254.6');
    expect(layout.hops[0]?.words).toEqual({ x: 210.8, rate: 305, interval: 319, median: 333 });
    expect(layout.height).toBe(341);
  });

  it('gives up the interval, then the median, then the share as columns narrow, then lies down', () => {
    const at = (pitch: number) => layoutFunnel({ steps: shop, width: 112 + 5 * pitch });
    const shown = (pitch: number) => {
      const { hops, bars } = at(pitch);
      return [hops[0]?.words.interval, hops[0]?.words.median, bars[0]?.head.share].map(
        (baseline) => baseline !== null,
      );
    };
    expect(shown(120)).toEqual([true, true, true]);
    expect(shown(119)).toEqual([false, true, true]);
    expect(shown(107)).toEqual([false, false, true]);
    expect(shown(95)).toEqual([false, false, false]);
    expect(at(84).form).toBe('wide');
    expect(at(83.9).form).toBe('narrow');
  });

  it('breaks a long name onto two lines and moves everything else down by one line', () => {
    const named = shop.map((step, index) => ({
      ...step,
      label: index === 1 ? 'Looked at the product page' : step.label,
    }));
    const pushed = layoutFunnel({ steps: named, width: 840, measure: (text) => text.length * 7 });
    expect(pushed.bars[1]?.name).toEqual(['Looked at the', 'product page']);
    expect(pushed.axis?.base).toBe(273 + 17);
    expect(pushed.bars[0]?.head).toMatchObject({ name: 30, count: 52, share: 68 });
  });

  it('scrolls where there is room for columns but not for all of them', () => {
    const thirty = layoutFunnel({ steps: Array.from({ length: 30 }, () => shop[0]!), width: 900 });
    expect(thirty.columns).toEqual({ gutter: 112, pitch: 120, width: 112 + 30 * 120 });
  });

  it('tapers the band where optional steps were skipped or counts rise', () => {
    const rising = layoutFunnel({
      steps: stepsOf([
        ['A', 100, 100, 0, 0, 0],
        ['B', 200, 0, 0, 0, 0],
      ]),
      width: 840,
    });
    // 100 of 200 people stand at half the plot, 200 at its top.
    expect(rising.hops[0]?.band).toBe('M164 168C320 168 320 63 476 63V273H164z');
  });

  it("draws the compared answer's shares on this answer's scale, from step 2", () => {
    const compared = {
      steps: stepsOf(shop.map((step) => [step.label, step.label === 'Visit' ? 200 : 100, 0, 0, 0, 0])),
    };
    const drawn = layoutFunnel({ steps: shop, compared, width: 840 });
    expect(drawn.bars[0]?.ghost).toBeNull();
    expect(drawn.bars[1]?.ghost).toBe('M253.6 168h60');
  });
});

describe('narrow funnel', () => {
  const layout = layoutFunnel({ steps: shop, width: 358 });

  it('lies bars of 20 px in rows of 94 px, the full width being the entrants', () => {
    expect(layout.form).toBe('narrow');
    expect(layout.height).toBe(418);
    expect(layout.bars.map(({ box }) => [round(box.y), round(box.width)])).toEqual([
      [20, 358],
      [114, 253.2],
      [208, 112.8],
      [302, 69.2],
      [396, 45.9],
    ]);
    expect(part(layout, 0, 'went-on')).toEqual([0, 20, 252.2, 20]);
  });

  it('leads a strip of 46 px down, with its words inside where it is wide enough', () => {
    expect(layout.hops[0]?.band).toBe('M0 40H253.19C253.19 63 253.19 63 253.19 86H0z');
    expect(layout.hops.map(({ words }) => round(words.x))).toEqual([10, 10, 79.2, 55.9]);
    expect(layout.hops[0]?.words).toMatchObject({ rate: 60, median: 75 });
  });

  it('lies lower where there is less height, without the words that have no room, and at last without its last steps', () => {
    const at = (height: number) => layoutFunnel({ steps: shop, width: 358, height });
    for (const height of [600, 400, 300, 200, 120, 60]) {
      const { height: high, bars, hidden } = at(height);
      // 28 px are for what stands under the bars.
      expect(high).toBeLessThanOrEqual(Math.max(height - 28, 32));
      expect(bars.length + hidden).toBe(5);
    }
    expect(at(600).hops[0]?.words).toMatchObject({ rate: 60, median: 75 });
    expect(at(360).hops[0]?.words.median).toBeNull();
    expect(at(360).hops[0]?.words.rate).not.toBeNull();
    expect(at(200).hops[0]?.words.rate).toBeNull();
    expect([at(200).hidden, at(120).hidden]).toEqual([0, 3]);
  });

  it('keeps the parts of its last bar where steps are left out', () => {
    const layout = layoutFunnel({ steps: shop, width: 358, height: 120 });
    const { x, y, width, height } = layout.bars[1]!.parts.find((each) => each.part === 'dropped')!;
    expect(segmentAt(layout, 1, x + width / 2, y + height / 2)).toBe('dropped');
  });

  it('is what a standing funnel becomes that is too high', () => {
    expect(layoutFunnel({ steps: shop, width: 840, plot: 72, height: 400 }).form).toBe('wide');
    expect(layoutFunnel({ steps: shop, width: 840, plot: 72, height: 150 }).form).toBe('narrow');
  });
});

describe('extreme funnels stay drawable', () => {
  const nan = { k: 0, n: 0, rate: Number.NaN, low: Number.NaN, high: Number.NaN };
  const cases: Record<string, readonly StepResult[]> = {
    'no steps': [],
    'one step': shop.slice(0, 1),
    'zero people': shop.map((step) => ({
      ...step,
      entered: 0,
      wentOn: 0,
      open: 0,
      dropped: 0,
      excluded: 0,
      ofEntrants: nan,
      onward: nan,
    })),
    'a billion people': stepsOf([
      ['A', 1e9, 1, 0, 1e9 - 1, 0],
      ['B', 1, 0, 0, 0, 0],
    ]),
    'all dropped': stepsOf([
      ['A', 1000, 0, 0, 1000, 0],
      ['B', 0, 0, 0, 0, 0],
    ]),
    'NaN counts': shop.map((step) => ({ ...step, entered: Number.NaN })),
    'thirty steps': Array.from({ length: 30 }, () => shop[0]!),
  };
  for (const [name, steps] of Object.entries(cases)) {
    for (const width of [0, 360, 840, 3840]) {
      it(`${name} at ${width} px`, () => {
        const layout = layoutFunnel({ steps, width });
        expect(layout.bars).toHaveLength(steps.length);
        expect(everyNumber(layout).every((value) => Number.isFinite(value))).toBe(true);
        expect(
          layout.bars.flatMap(({ parts }) => parts).every((each) => each.width > 0 && each.height >= 0.6),
        ).toBe(true);
      });
    }
  }
});

describe('pointing at a bar', () => {
  const layout = layoutFunnel({ steps: shop, width: 840 });
  it('means the part under the pointer', () => {
    expect(segmentAt(layout, 0, 130, 250)).toBe('went-on');
    expect(segmentAt(layout, 0, 130, 119)).toBe('open');
    expect(segmentAt(layout, 0, 130, 90)).toBe('dropped');
  });
  it('finds a sliver within 3 px', () => {
    expect(segmentAt(layout, 0, 130, 61.5)).toBe('excluded');
    expect(segmentAt(layout, 0, 130, 66)).toBe('excluded');
    expect(segmentAt(layout, 0, 130, 68)).toBe('dropped');
  });
  it('means the whole of the last bar, which has no parts', () => {
    expect(segmentAt(layout, 4, 700, 260)).toBe('entered');
  });
});
