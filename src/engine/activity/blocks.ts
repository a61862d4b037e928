import { DAY_MS, HOUR_MS, zoneCalendar, type PeriodUnit } from '../../base/calendar.ts';
import type { PeriodSpec } from '../../questions/activity.ts';
import type { EventTable } from '../table.ts';

/** No unit is longer. */
const LONGEST: Readonly<Record<PeriodUnit, number>> = {
  hour: 2 * HOUR_MS,
  day: 2 * DAY_MS,
  week: 8 * DAY_MS,
  month: 32 * DAY_MS,
  quarter: 94 * DAY_MS,
  year: 368 * DAY_MS,
};

/** Consecutive periods of some calendar units each (T1). */
export class Blocks {
  readonly count: number;
  /** First instants and, last, the end: `count + 1` entries, ascending. */
  readonly starts: Float64Array;
  /** First calendar date of each; hours as in `Periods`. */
  readonly labels: readonly string[];
  /** The block that holds the anchor. */
  readonly anchor: number;
  private readonly perMs: number;

  /** `starts` has one entry more than `labels`. */
  constructor(starts: Float64Array, labels: readonly string[], anchor: number) {
    this.count = labels.length;
    this.starts = starts;
    this.labels = labels;
    this.anchor = anchor;
    this.perMs = this.count / (starts[this.count]! - starts[0]!);
  }

  /** Returns the block of an instant that lies in one. */
  indexOf(ms: number): number {
    const { starts } = this;
    let i = Math.min(this.count - 1, Math.max(0, Math.floor((ms - starts[0]!) * this.perMs)));
    while (starts[i]! > ms) i--;
    while (starts[i + 1]! <= ms) i++;
    return i;
  }

  /** Number of blocks that are over at `end`, the last instant known. */
  over(end: number): number {
    const last = this.indexOf(end);
    return this.starts[last + 1]! <= end + 1 ? last + 1 : last;
  }
}

/** Returns a length (ms) that no period of `spec` exceeds. */
export function longestOf({ unit, n }: PeriodSpec): number {
  return n * LONGEST[unit];
}

/** Returns the instant from whose unit periods are counted: the range's beginning, but single units needn't begin before the data do. */
export function anchorOf(
  { n }: PeriodSpec,
  range: { readonly from: number },
  data: { readonly from: number },
): number {
  return range.from === -Infinity || (n === 1 && range.from < data.from) ? data.from : range.from;
}

/**
 * Returns the blocks that cover `from` to `to` and the anchor (epoch ms), in the table's zone. They are counted from the unit that
 * holds the anchor, in both directions; the first may be cut off by the beginning.
 */
export function blocksOf(
  table: Pick<EventTable, 'zone' | 'weekStart'>,
  spec: PeriodSpec,
  anchor: number,
  from: number,
  to: number,
): Blocks {
  const { unit, n } = spec;
  const begin = Math.min(anchor, from);
  const end = Math.max(anchor, to);
  const fine = zoneCalendar(table.zone).periods(
    unit,
    table.weekStart,
    begin,
    n === 1 ? end : end + longestOf(spec),
  );
  const at = fine.indexOf(anchor);
  const lead = at % n;
  const firsts = lead > 0 ? [0] : [];
  for (let i = lead; i < fine.labels.length && fine.starts[i]! <= end; i += n) firsts.push(i);
  const last = firsts.at(-1)! + (firsts.length === 1 && lead > 0 ? lead : n);
  return new Blocks(
    Float64Array.from([...firsts, last], (i) => fine.starts[i]!),
    firsts.map((i) => fine.labels[i]!),
    Math.floor((at - lead) / n) + (lead > 0 ? 1 : 0),
  );
}
