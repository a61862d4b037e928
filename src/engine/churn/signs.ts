import type { ZoneCalendar } from '../../base/calendar.ts';
import type { ChurnQuestion } from '../../questions/churn.ts';
import type { EventFlags } from '../event-flags.ts';
import type { EventTable } from '../table.ts';

/** Bits of what an event means for churn. */
export const Sign = { start: 1, life: 2, gone: 4 } as const;

/** A table whose events mean something for churn. */
export interface SignedTable {
  readonly table: EventTable;
  readonly question: ChurnQuestion;
  readonly calendar: ZoneCalendar;
  readonly flags: EventFlags;
  /** Whether a person is asked about; null: all are. */
  readonly people: ((person: number) => boolean) | null;
  /** Events that exist: from `from` (included) to `to` (excluded), epoch ms. */
  readonly exist: { readonly from: number; readonly to: number };
  /** Last instant the question knows of; −Infinity without events. */
  readonly end: number;
}

/** Returns what a row means, as bits of `Sign`; 0 for one that doesn't exist for the question. */
export function signOf(signed: SignedTable, row: number, person: number): number {
  const { exist, table } = signed;
  const at = table.time[row]!;
  return at >= exist.from && at < exist.to ? meaningOf(signed, row, person) : 0;
}

/** Returns what a row would mean whenever it was, as bits of `Sign`; 0 for nothing. */
export function meaningOf({ flags, table }: SignedTable, row: number, person: number): number {
  return flags.of === null ? flags.byName[table.name[row]!]! : flags.of(row, person);
}
