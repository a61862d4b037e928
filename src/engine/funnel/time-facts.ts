import type { Control } from '../../base/control.ts';
import type { EventTable } from '../table.ts';

/** What the times of a table say to every question. */
export interface TimeFacts {
  readonly undated: boolean;
  /** Rows of the same instant as the row before, which is of the same person; ascending, `NO_TIE` last. */
  readonly tied: Uint32Array;
}

/** Beyond every row. */
export const NO_TIE = 0xffffffff;

const known = new WeakMap<EventTable, TimeFacts>();

/** Returns the facts of a table; found once and kept as long as the table. */
export async function timeFacts(table: EventTable, control: Control): Promise<TimeFacts> {
  let facts = known.get(table);
  if (facts === undefined) known.set(table, (facts = await findFacts(table, control)));
  return facts;
}

async function findFacts({ time, offsets, personCount }: EventTable, control: Control): Promise<TimeFacts> {
  let tied = new Uint32Array(64);
  let count = 0;
  let undated = false;
  for (let person = 0; person < personCount; person++) {
    if ((person & 4095) === 0 && control.due()) await control.pause(0);
    const from = offsets[person]!;
    const end = offsets[person + 1]!;
    // Undated events stand last.
    undated ||= end > from && Number.isNaN(time[end - 1]!);
    for (let row = from + 1; row < end; row++) {
      if (time[row] !== time[row - 1]) continue;
      if (count + 1 === tied.length) {
        const larger = new Uint32Array(2 * tied.length);
        larger.set(tied);
        tied = larger;
      }
      tied[count++] = row;
    }
  }
  tied[count] = NO_TIE;
  return { undated, tied: tied.slice(0, count + 1) };
}
