import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../src/base/calendar.ts';
import { ageAt, layoutAges } from '../../../src/charts/timespread/ages.ts';
import {
  layoutSpread,
  NAME_LINE,
  SHARE_LINE,
  spreadAt,
  type SpreadRow,
} from '../../../src/charts/timespread/layout.ts';
import { layoutShares } from '../../../src/charts/timespread/shares.ts';
import { average } from '../../../src/charts/fit.ts';
import type { Durations } from '../../../src/questions/funnel.ts';

const measure = average(13);
const nobody: Durations = {
  n: 0,
  min: NaN,
  p10: NaN,
  p25: NaN,
  median: NaN,
  p75: NaN,
  p90: NaN,
  max: NaN,
  mean: NaN,
};
/** Made-up days: p10 1, p25 2, median 4, p75 8, p90 10. */
const days = (scale: number): Durations => ({
  n: 10,
  min: scale * DAY_MS,
  p10: scale * DAY_MS,
  p25: 2 * scale * DAY_MS,
  median: 4 * scale * DAY_MS,
  p75: 8 * scale * DAY_MS,
  p90: 10 * scale * DAY_MS,
  max: 30 * scale * DAY_MS,
  mean: 5 * scale * DAY_MS,
});
const row = (name: string, time: Durations, counts: readonly number[]): SpreadRow => ({
  name,
  count: counts.reduce((sum, n) => sum + n, 0),
  time,
  median: time.n === 0 ? null : time.median * 1.5,
  usual: time.n === 0 ? NaN : time.p75,
  parts: counts.map((count, i) => ({
    id: String(i),
    label: String(i),
    count,
    look: (['on', 'open', 'back', 'lost'] as const)[i]!,
  })),
});
const rows = [
  row('Talk', days(1), [50, 30, 0, 20]),
  row('Offer', days(2), [1, 0, 0, 999]),
  row('New', nobody, [0, 0, 0, 0]),
];

describe('strips of times', () => {
  it.each([1100, 700, 360])('shares one axis of time from 0 on, %i px', (room) => {
    const {
      left,
      right,
      ticks,
      rows: [talk, offer, none],
      width,
    } = layoutSpread(rows, room, measure);
    expect(ticks[0]).toEqual({ ms: 0, x: left });
    // Twice the time is twice as far.
    expect(offer!.strip!.middle - left).toBeCloseTo(2 * (talk!.strip!.middle - left), 6);
    // The longest figure shown is Offer's p90 of 20 days; the axis ends with the tick behind it.
    const last = ticks.at(-1)!;
    expect(last.x).toBeCloseTo(right, 6);
    expect((offer!.strip!.line[1] - left) / (right - left)).toBeCloseTo((20 * DAY_MS) / last.ms, 6);
    expect(last.ms - ticks.at(-2)!.ms).toBeGreaterThan(last.ms - 20 * DAY_MS);
    expect(none!.strip).toBeNull();
    expect(right).toBeLessThanOrEqual(width);
  });

  it('reaches out to a median with those still there that is far off, and shows none that is hardly another', () => {
    const drawn = (median: number | null) =>
      layoutSpread(
        [{ ...row('Talk', days(2), [1, 0, 0, 0]), median: median === null ? null : median * DAY_MS }],
        1100,
        measure,
      ).rows[0]!.strip!;
    // The median is 8 days, p90 is 20.
    const { line, censored, reach } = drawn(60);
    expect(reach).toEqual([line[1], censored]);
    expect(drawn(10)).toMatchObject({ reach: null });
    expect(drawn(10).censored).not.toBeNull();
    for (const median of [8, 8.01, null])
      expect(drawn(median)).toMatchObject({ censored: null, reach: null });
  });

  it('gives parts their share of the bar, leaves empty ones out and shows the rare', () => {
    const {
      bars,
      rows: [talk, offer],
    } = layoutSpread(rows, 1100, measure);
    const [from, to] = bars;
    expect(talk!.parts.map(({ x }) => (x - from) / (to - from))).toEqual([
      0,
      expect.closeTo(0.5, 9),
      expect.closeTo(0.8, 9),
      expect.closeTo(0.8, 9),
    ]);
    expect(talk!.parts[2]!.width).toBe(0);
    expect(offer!.parts[0]!.width).toBeGreaterThanOrEqual(1);
  });

  it.each([1100, 360])('say every share in full, on as many lines as it takes, %i px wide', (room) => {
    const said = [
      '58.7 % went on',
      '14.0 % still there',
      '15.1 % went back',
      '12.2 % lost',
      '9.9 % elsewhere still',
    ];
    const small = average(11);
    const layout = layoutSpread(rows, room, measure, [said], small);
    const [first, second] = layout.rows;
    expect(first!.shares.lines.length).toBeGreaterThan(1);
    expect(first!.shares.lines.join(' ')).toBe(said.join(', '));
    for (const line of first!.shares.lines)
      expect(small(line)).toBeLessThanOrEqual(layout.bars[1] - layout.bars[0]);
    // The next row begins below the last line.
    const last = first!.shares.y + (first!.shares.lines.length - 1) * SHARE_LINE;
    expect(second!.hit.y).toBeGreaterThan(last);
  });

  it.each([1100, 360])('gives a long name all the lines that it takes, %i px', (room) => {
    const name = `Marketing qualified lead from the trade fair to ${'Auftragsbestätigung'.repeat(4)}`;
    const [only] = layoutSpread([rows[0]!], room, measure).rows;
    const [long, after] = layoutSpread([{ ...rows[0]!, name }, rows[1]!], room, measure).rows;
    expect(long!.name.lines.join('').replaceAll(' ', '')).toBe(name.replaceAll(' ', ''));
    const column = room < 760 ? room : 220;
    for (const line of long!.name.lines) expect(measure(line)).toBeLessThanOrEqual(column);
    const added = (long!.name.lines.length - 1) * NAME_LINE;
    expect(long!.count.y - only!.count.y).toBe(added);
    // The next row begins below, and the pointer finds it there.
    expect(after!.hit.y).toBeGreaterThan(long!.count.y);
    expect(long!.hit.height - only!.hit.height).toBe(added);
  });

  it.each([1100, 360])('finds the mark under the pointer, %i px', (room) => {
    const layout = layoutSpread(rows, room, measure);
    const talk = layout.rows[0]!;
    expect(spreadAt(layout, talk.strip!.middle, talk.y)).toEqual({ row: 0, part: -1 });
    const lost = talk.parts[3]!;
    expect(spreadAt(layout, lost.x + lost.width / 2, lost.y + 4)).toEqual({ row: 0, part: 3 });
    expect(spreadAt(layout, 5, -5)).toBeNull();
  });
});

describe('bars of ages', () => {
  const parts = rows[0]!.parts;
  const ages = [
    { name: 'Talk', note: 'usual 8 d', count: 100, parts },
    { name: 'Offer', note: '', count: 50, parts: parts.map((part) => ({ ...part, count: part.count / 2 })) },
  ];

  it('are as long as there are people, in one scale', () => {
    const {
      rows: [talk, offer],
      left,
    } = layoutAges(ages, 900, measure);
    const reach = (each: typeof talk): number => each!.parts[3]!.x + each!.parts[3]!.width - left;
    expect(reach(talk)).toBeCloseTo(2 * reach(offer), -1);
  });

  it.each([900, 360])('find the part under the pointer, %i px', (room) => {
    const layout = layoutAges(ages, room, measure);
    const { x, y, width } = layout.rows[1]!.parts[1]!;
    expect(ageAt(layout, x + width / 2, y + 3)).toEqual({ row: 1, part: 1 });
    expect(ageAt(layout, x, -20)).toBeNull();
  });
});

describe('shares of a time', () => {
  it('fill the bar, mark the longest, and name what has room', () => {
    const shares = [
      { name: 'Lead created', ms: 1 * DAY_MS },
      { name: 'Talk', ms: 79 * DAY_MS },
      { name: 'Offer', ms: 20 * DAY_MS },
      { name: 'Never', ms: 0 },
    ];
    const { parts } = layoutShares(shares, ['1 d, 1%', '79 d, 79%', '20 d, 20%', '0'], 1000, measure);
    expect(parts.map(({ box }) => Math.round(box.x))).toEqual([0, 10, 800, 1000]);
    expect(parts.map(({ main }) => main)).toEqual([false, true, false, false]);
    expect(parts.map(({ words }) => words?.name ?? null)).toEqual(['Lead created', 'Talk', 'Offer', null]);
    // The first has no room under its 10 px: a line leads to it, one level down.
    const [first, second] = parts;
    expect(first!.words!.y).toBeGreaterThan(second!.words!.y + 16);
    expect(first!.leader!.to).toBeLessThan(first!.words!.y);
    expect(parts.slice(1).every(({ leader }) => leader === null)).toBe(true);
    expect(parts[3]!.box.width).toBe(0);
  });

  it('name small parts beside each other on levels of their own, within the drawing', () => {
    const shares = ['First stage', 'Second stage', 'Third stage', 'Whole', 'Last stage'].map((name) => ({
      name,
      ms: (name === 'Whole' ? 96 : 1) * DAY_MS,
    }));
    const times = shares.map(() => '1 d, 1%');
    const { parts, height } = layoutShares(shares, times, 1000, measure);
    const levels = parts.map(({ words }) => words!.y);
    expect(new Set(levels.slice(0, 3)).size).toBe(3);
    expect(Math.max(...levels) + 16).toBeLessThan(height);
    for (const [index, { words }] of parts.entries())
      expect(words!.x + measure(shares[index]!.name)).toBeLessThanOrEqual(1000);
  });

  it('stand as a list under a narrow bar, a line for each that takes time', () => {
    const shares = ['Lead created', 'Talk', 'Never'].map((name, index) => ({
      name,
      ms: (2 - index) * DAY_MS,
    }));
    const { parts, form, height } = layoutShares(shares, ['2 d', '1 d', '0'], 360, measure);
    expect(form).toBe('narrow');
    expect(parts.map(({ words }) => words?.name ?? null)).toEqual(['Lead created', 'Talk', null]);
    expect(parts[1]!.words!.y - parts[0]!.words!.y).toBe(24);
    expect(height).toBeGreaterThan(parts[1]!.words!.y);
  });
});
