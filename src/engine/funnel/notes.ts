import type { FunnelNote } from '../../questions/funnel.ts';
import type { FunnelRun } from './analysis.ts';
import { NONE } from './outcomes.ts';

/** Share of entrants with tied events on their counted attempt from which the reader is told. */
const MANY_TIES = 0.05;

/** Returns what the reader should know about the data behind a run: undated events, calendar dates beside instants, many ties. */
export function notesOn({ plan, settled }: FunnelRun, tied: number): FunnelNote[] {
  const { table, question, steps } = plan;
  const { outcomes, members } = settled;
  const { dayOnly } = table;
  const { time } = table;
  const notes: FunnelNote[] = [];
  let undated = 0;
  let days = 0;
  let instants = 0;
  // The plain sweep has neither.
  for (let m = 0; plan.plain === null && m < members.length; m++) {
    const base = members[m]! * steps;
    const depth = outcomes.depth[members[m]!]!;
    let unknown = false;
    for (let k = 0; k <= depth; k++) {
      const row = outcomes.rows[base + k]!;
      if (row === NONE) continue;
      const ms = time[row]!;
      if (Number.isNaN(ms)) unknown = true;
      else if (dayOnly !== null && dayOnly[row] === 1) days++;
      else instants++;
    }
    if (unknown) undated++;
  }
  if (undated > 0) notes.push({ code: 'undated', details: { entrants: undated } });
  if (tied > MANY_TIES * members.length) notes.push({ code: 'ties', details: { entrants: tied } });
  if (days > 0 && instants > 0) notes.push({ code: 'mixed-precision', details: { days, instants } });
  if (question.window === null && question.lost === null && steps > 1)
    notes.push({ code: 'no-window', details: {} });
  return notes;
}
