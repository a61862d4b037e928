import { DAY_MS } from '../../base/calendar.ts';
import type { Control } from '../../base/control.ts';
import type { CohortKind, CohortsBy, RetentionPick } from '../../questions/retention.ts';
import { groupMembers } from '../activity/groups.ts';
import { addNote } from '../activity/source.ts';
import { EventClock } from '../funnel/clock.ts';
import { FOUND, tiedBefore, type Entries } from './entries.ts';
import type { RetentionPlan } from './plan.ts';

/** Rows that an answer has at most where they are periods; the latest are kept. */
const MOST = 500;

/** The rows of an answer and the row of every start; −1: none. */
export interface Cohorts {
  readonly rows: readonly {
    readonly kind: CohortKind;
    readonly key: string | null;
    readonly opening: boolean;
  }[];
  readonly rowOf: Int32Array;
}

/** Returns which cohort every start belongs to (R7), where it belongs to one. Pauses through `control`. */
export async function cohortsOf(
  plan: RetentionPlan,
  entries: Entries,
  cohorts: Exclude<CohortsBy, { by: 'segments' }>,
  control: Control,
): Promise<Cohorts> {
  switch (cohorts.by) {
    case 'period':
      return byPeriod(plan, entries);
    case 'property': {
      const { property, top } = cohorts;
      const { shown, groupOf } = await groupMembers(plan.source, entries, property, top, control, FOUND);
      return {
        rows: shown.map(({ kind, value }) => ({ kind, key: kind === 'other' ? '' : value, opening: false })),
        rowOf: groupOf,
      };
    }
    case 'behaviour':
      return byBehaviour(
        plan,
        entries,
        await plan.source.matcher(cohorts.match),
        cohorts.days,
        cohorts.times,
        control,
      );
  }
}

function byPeriod({ blocks, source, question, from, to, end }: RetentionPlan, entries: Entries): Cohorts {
  const data = source.table.span;
  if (entries.count === 0 || data === null) return { rows: [], rowOf: new Int32Array(0) };
  let first = question.range.from === null ? Infinity : blocks.indexOf(Math.max(from, blocks.starts[0]!));
  let latest = 0;
  for (let i = 0; i < entries.count; i++) {
    first = Math.min(first, entries.block[i]!);
    latest = Math.max(latest, entries.block[i]!);
  }
  // Where there are too many, periods after the last start make room for cohorts that have somebody in them.
  const last = Math.min(
    blocks.indexOf(Math.max(blocks.starts[first]!, Math.min(to - 1, end))),
    Math.max(latest, first + MOST - 1),
  );
  const kept = Math.max(first, last - MOST + 1);
  if (kept > first)
    addNote(source.notes, { code: 'periods-cut', details: { count: kept - first, kept: MOST } });
  const rowOf = new Int32Array(entries.count);
  for (let i = 0; i < entries.count; i++) rowOf[i] = Math.max(-1, entries.block[i]! - kept);
  const rows = Array.from({ length: last - kept + 1 }, (_, k) => {
    const block = kept + k;
    return {
      kind: 'period' as const,
      key: blocks.labels[block]!,
      opening: blocks.starts[block]! <= data.from && data.from < blocks.starts[block + 1]!,
    };
  });
  return { rows, rowOf };
}

async function byBehaviour(
  plan: RetentionPlan,
  entries: Entries,
  { wanted, test }: RetentionPlan['back'],
  days: number,
  times: number,
  control: Control,
): Promise<Cohorts> {
  const { source, end } = plan;
  const { offsets, time, name } = source;
  const clock = new EventClock(source.table);
  const tied = tiedBefore(source);
  const [did, not, undecided] = [0, 1, 2] as const;
  const rowOf = new Int32Array(entries.count);
  let waiting = false;
  for (let i = 0; i < entries.count; i++) {
    if ((i & 1023) === 0 && control.due()) await control.pause(FOUND);
    const unit = entries.unit[i]!;
    const start = entries.at[i]!;
    const deadline = clock.deadline(source.row(start), days * DAY_MS);
    const counts = (at: number): boolean => wanted[name[at]!] === 1 && (test === null || test(at, unit));
    let found = tied(unit, start).filter(counts).length;
    for (let at = start; at < offsets[unit + 1]! && found < times; at++) {
      if (!(time[at]! <= deadline && time[at]! <= end)) break;
      if (counts(at)) found++;
    }
    rowOf[i] = found >= times ? did : deadline > end ? undecided : not;
    waiting ||= rowOf[i] === undecided;
  }
  const kinds: CohortKind[] = waiting ? ['did', 'did-not', 'undecided'] : ['did', 'did-not'];
  return { rows: kinds.map((kind) => ({ kind, key: '', opening: false })), rowOf };
}

/** Returns the number of the row that is asked for, or −1. */
export function rowIndex({ rows }: Cohorts, row: NonNullable<RetentionPick['row']>): number {
  return rows.findIndex(({ kind, key }) => kind === row.kind && key === row.key);
}
