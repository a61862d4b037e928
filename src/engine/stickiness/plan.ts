import type { Control } from '../../base/control.ts';
import type { StickinessQuestion } from '../../questions/stickiness.ts';
import { anchorOf, Blocks, blocksOf } from '../activity/blocks.ts';
import { shownBlocks } from '../activity/shown.ts';
import { activitySource, instantsOf, type ActivitySource, type Matcher } from '../activity/source.ts';
import type { EventTable } from '../table.ts';

/** Sub-periods that an answer has at most, those of all groups counted; the latest periods are kept. */
const MOST_PARTS = 40_000;

/** A question of stickiness made ready for one table that has dated events. */
export interface StickinessPlan {
  readonly source: ActivitySource;
  readonly matcher: Matcher;
  /** Label and end of each period shown. */
  readonly periods: readonly { readonly label: string; readonly end: number }[];
  /** Sub-periods of all periods shown, without gaps: cut where a period begins or ends, so that each belongs to one (K1). */
  readonly parts: Blocks;
  /** First sub-period of each period and, last, their number. */
  readonly firstPart: Uint32Array;
  /** Period of each sub-period. */
  readonly periodOf: Uint32Array;
  /** Whether so many events (at least one) make a sub-period active (K2). */
  readonly enough: (events: number) => boolean;
  readonly data: NonNullable<EventTable['span']>;
}

/** Returns the plan of `question` over `table`; it is null when there is nothing to show, as without dated events. */
export async function planStickiness(
  table: EventTable,
  question: StickinessQuestion,
  control: Control,
): Promise<{ source: ActivitySource; plan: StickinessPlan | null }> {
  const source = await activitySource(table, question, control);
  const matcher = await source.matcher(question.event);
  const data = table.span;
  const range = instantsOf(question.range, table.zone);
  if (data === null || range.from > data.to || range.to <= data.from) return { source, plan: null };
  const { within, each, times, breakdown } = question;
  const from = anchorOf(each, range, data);
  const to = Math.min(range.to - 1, data.to);
  const outer = within === null ? null : blocksOf(table, { unit: within, n: 1 }, from, from, to);
  const labels: string[] = [];
  const starts: number[] = [];
  const firstPart: number[] = [];
  const ends: number[] = [];
  const add = (first: number, end: number, label: string, inner: Blocks): void => {
    labels.push(label);
    ends.push(end);
    firstPart.push(starts.length);
    // The first and the last sub-period may reach beyond the period: a week beyond its month.
    for (let k = inner.anchor; k < inner.count && inner.starts[k]! < end; k++)
      starts.push(Math.max(first, inner.starts[k]!));
  };
  if (outer === null) {
    const inner = blocksOf(table, each, from, from, to);
    const shown = shownBlocks(inner, range, data.to, source.notes);
    const kept = new Blocks(
      inner.starts.slice(shown.first, shown.last + 2),
      inner.labels.slice(shown.first, shown.last + 1),
      0,
    );
    add(kept.starts[0]!, kept.starts[kept.count]!, kept.labels[0]!, kept);
  } else {
    const begin = outer.starts[outer.count - 1]!;
    const { count } = blocksOf(table, each, begin, begin, outer.starts[outer.count]! - 1);
    const most = Math.max(1, Math.floor(MOST_PARTS / (count * (2 + (breakdown?.top ?? 0)))));
    const shown = shownBlocks(outer, range, data.to, source.notes, most);
    for (let block = shown.first; block <= Math.min(shown.last, outer.count - 1); block++) {
      const first = outer.starts[block]!;
      const end = outer.starts[block + 1]!;
      add(first, end, outer.labels[block]!, blocksOf(table, each, first, first, end - 1));
    }
  }
  const periodOf = new Uint32Array(starts.length);
  firstPart.forEach((part, period) => periodOf.fill(period, part));
  return {
    source,
    plan: {
      source,
      matcher,
      periods: labels.map((label, k) => ({ label, end: ends[k]! })),
      parts: new Blocks(Float64Array.from([...starts, ends.at(-1)!]), starts.map(String), 0),
      firstPart: Uint32Array.from([...firstPart, starts.length]),
      periodOf,
      data,
      enough: (events) =>
        times.op === 'at-least'
          ? events >= times.n
          : times.op === 'exactly'
            ? events === times.n
            : events <= times.n,
    },
  };
}
