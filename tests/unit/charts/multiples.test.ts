import { describe, expect, it } from 'vitest';
import { layoutSmall, rankGroups, weakestHop } from '../../../src/charts/multiples/layout.ts';
import type { GroupResult } from '../../../src/questions/funnel.ts';
import { durationsOf, rateOf, shop, stepsOf } from './sample.ts';

const group = (
  name: string,
  entered: number,
  lost: number,
  kind: GroupResult['kind'] = 'value',
): GroupResult => ({
  steps: shop,
  entered,
  converted: 0,
  open: 0,
  dropped: 0,
  excluded: 0,
  matured: entered,
  rate: rateOf(0, entered),
  time: durationsOf(0, 0),
  timeBins: { edges: [], counts: [] },
  conversionCurve: [],
  trend: [],
  values: [name],
  kind,
  size: 1,
  lost,
});

describe('small multiples', () => {
  const small = layoutSmall({ steps: shop }, { steps: shop }, 180);

  it('draws bars of 20 px at a pitch of 40 on 92 px of plot', () => {
    expect(small).toMatchObject({ top: 4, base: 96, middle: 50 });
    expect(small.bars.map(({ parts }) => parts[0]?.x)).toEqual([0, 40, 80, 120, 160]);
    expect(small.hops.map(({ x }) => x)).toEqual([30, 70, 110, 150]);
  });

  it("stands on 0 to 100 % of the group's own entrants", () => {
    const ten = layoutSmall(
      { steps: stepsOf(shop.map((s) => [s.label, s.entered * 10, s.wentOn * 10, 0, 0, 0])) },
      { steps: shop },
      180,
    );
    // 6,566 of 9,284 is 70.7 % of 92 px above the base at 96.
    expect(small.bars[0]?.parts[0]?.y).toBeCloseTo(96 - (92 * 6566) / 9284, 6);
    expect(ten.bars[0]?.parts[0]?.y).toBeCloseTo(96 - (92 * 6566) / 9284, 6);
    expect(small.bars[1]?.ghost).toBe('M36 30.93H64');
  });

  it('shrinks into less room', () => {
    const tight = layoutSmall({ steps: shop }, { steps: shop }, 90);
    expect(tight.bars.map(({ parts }) => parts[0]?.x)).toEqual([0, 20, 40, 60, 80]);
  });

  it('marks a hop only when its interval excludes the overall rate', () => {
    const steps = shop.map((step, index) => (index === 1 ? { ...step, onward: rateOf(300, 1000) } : step));
    expect(layoutSmall({ steps }, { steps: shop }, 180).hops.map(({ below }) => below)).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  it('finds the hop that is furthest behind all', () => {
    const steps = shop.map((step, index) => (index === 1 ? { ...step, onward: rateOf(300, 1000) } : step));
    expect(weakestHop({ steps }, { steps: shop })).toMatchObject({ step: 1, rate: 0.3 });
    expect(weakestHop({ steps: shop }, { steps: shop })).toBeNull();
  });
});

it('X1 ranks by conversions lost and declines to rank small groups', () => {
  const groups = [
    group('a', 500, 3),
    group('b', 900, 40),
    group('c', 199, 99),
    group('d', 200, -5),
    group('e', 800, 1, 'not-reached'),
  ];
  const ranked = rankGroups(groups, 200);
  expect(ranked.drawn.map(({ values }) => values[0])).toEqual(['b', 'a', 'd']);
  expect(ranked.small.map(({ values }) => values[0])).toEqual(['e', 'c']);
});
