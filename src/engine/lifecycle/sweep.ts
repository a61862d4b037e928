import type { Control } from '../../base/control.ts';
import type { LifecycleQuestion, LifecycleState } from '../../questions/lifecycle.ts';
import { groupUnits, type UnitGroups } from '../activity/groups.ts';
import { anchorOf, blocksOf, longestOf, type Blocks } from '../activity/blocks.ts';
import { activitySource, instantsOf, type ActivitySource, type Matcher } from '../activity/source.ts';
import { shownBlocks } from '../activity/shown.ts';
import type { EventTable } from '../table.ts';

/** The states in the order of their codes. */
const STATES = ['new', 'returning', 'resurrected', 'dormant'] as const satisfies readonly LifecycleState[];
const NEW = 0;
const RETURNING = 1;
const RESURRECTED = 2;
const DORMANT = 3;

/** A question of life cycle made ready for one table that has dated events. */
export interface LifecyclePlan {
  readonly source: ActivitySource;
  readonly matcher: Matcher;
  readonly blocks: Blocks;
  /** Blocks that are shown. */
  readonly first: number;
  readonly last: number;
  readonly data: NonNullable<EventTable['span']>;
}

/** Returns the plan of `question` over `table`; its periods are null when the table has no dated event. */
export async function planLifecycle(
  table: EventTable,
  question: LifecycleQuestion,
  control: Control,
): Promise<{ source: ActivitySource; plan: LifecyclePlan | null }> {
  const source = await activitySource(table, question, control);
  const matcher = await source.matcher(question.event);
  const data = table.span;
  if (data === null) return { source, plan: null };
  const range = instantsOf(question.range, table.zone);
  const to = Math.max(data.to, Math.min(range.to - 1, data.to + longestOf(question.period)));
  const blocks = blocksOf(table, question.period, anchorOf(question.period, range, data), data.from, to);
  const { first, last } = shownBlocks(blocks, range, data.to, source.notes);
  return { source, plan: { source, matcher, blocks, first, last, data } };
}

/** Returns the groups of those active in a period shown or the one before it (L3); null without a breakdown. */
export function groupsOf(
  { source, matcher, blocks, first, last }: LifecyclePlan,
  { breakdown }: LifecycleQuestion,
  control: Control,
): Promise<UnitGroups | null> {
  const span = { from: blocks.starts[Math.max(0, first - 1)]!, to: blocks.starts[last + 1]! };
  return groupUnits(source, matcher, breakdown, span, control);
}

/** Number of units by state, block and group; those of one group, or of all where there is none, stand together. */
export interface StateCounts {
  /** `counts[group * stride + block * 4 + code]` */
  readonly counts: Uint32Array;
  readonly stride: number;
}

/** Returns the number of units in each state, in one pass over the events (L1). */
export async function countStates(
  plan: LifecyclePlan,
  groups: UnitGroups | null,
  control: Control,
): Promise<StateCounts> {
  const { source, matcher, blocks, last } = plan;
  const { offsets, time, name, units, allowed } = source;
  const { wanted, test } = matcher;
  const { starts } = blocks;
  const stride = (blocks.count + 1) * 4;
  const counts = new Uint32Array(stride * (groups === null ? 1 : groups.shown.length));
  const begun = groups === null ? 0 : 0.3;
  for (let unit = 0; unit < units; unit++) {
    if ((unit & 4095) === 0 && control.due()) await control.pause(begun + ((1 - begun) * unit) / units);
    if (allowed !== null && !allowed(unit)) continue;
    const group = groups === null ? 0 : groups.of[unit]!;
    if (group < 0) continue;
    const base = group * stride;
    const end = offsets[unit + 1]!;
    let before = -1;
    let next = -Infinity;
    for (let at = offsets[unit]!; at < end; at++) {
      if (wanted[name[at]!] === 0) continue;
      const t = time[at]!;
      if (t < next || (test !== null && !test(at, unit))) continue;
      if (Number.isNaN(t)) break;
      const block = blocks.indexOf(t);
      if (block > last) break;
      next = starts[block + 1]!;
      if (before >= 0 && block > before + 1) counts[base + (before + 1) * 4 + DORMANT]!++;
      counts[base + block * 4 + (before < 0 ? NEW : block === before + 1 ? RETURNING : RESURRECTED)]!++;
      before = block;
    }
    if (before >= 0) counts[base + (before + 1) * 4 + DORMANT]!++;
  }
  return { counts, stride };
}

/** How one unit stands in one block, and by which events (places in the source). */
export interface Standing {
  readonly state: LifecycleState;
  /** Its first active event of all. */
  readonly entered: number;
  /** Its last active event before the block; −1 without any. */
  readonly before: number;
  /** Its active events in the block. */
  readonly events: readonly number[];
}

/** Returns how a unit stands in a block, or null when it was active neither there nor in the block before. */
export function standing(
  { source, matcher, blocks }: LifecyclePlan,
  unit: number,
  block: number,
): Standing | null {
  const { offsets, time, name, allowed } = source;
  if (allowed !== null && !allowed(unit)) return null;
  const events: number[] = [];
  let entered = -1;
  let before = -1;
  for (let at = offsets[unit]!; at < offsets[unit + 1]!; at++) {
    if (!(time[at]! < blocks.starts[block + 1]!)) break;
    if (matcher.wanted[name[at]!] === 0 || (matcher.test !== null && !matcher.test(at, unit))) continue;
    if (entered < 0) entered = at;
    if (time[at]! >= blocks.starts[block]!) events.push(at);
    else before = at;
  }
  const lately = before >= 0 && block > 0 && time[before]! >= blocks.starts[block - 1]!;
  const code =
    events.length > 0 ? (before < 0 ? NEW : lately ? RETURNING : RESURRECTED) : lately ? DORMANT : null;
  return code === null ? null : { state: STATES[code], entered, before, events };
}
