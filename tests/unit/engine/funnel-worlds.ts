import fc from 'fast-check';
import { DAY_MS, formatDate } from '../../../src/base/calendar.ts';
import { uncontrolled } from '../../../src/base/control.ts';
import { matchAll } from '../../../src/engine/funnel/match.ts';
import type { Outcomes } from '../../../src/engine/funnel/outcomes.ts';
import { planFunnel } from '../../../src/engine/funnel/plan.ts';
import { settle } from '../../../src/engine/funnel/states.ts';
import type { EventTable } from '../../../src/engine/table.ts';
import type { FunnelQuestion, Span } from '../../../src/questions/funnel.ts';
import { tableOf, type EventRow } from '../../tools/vectors-table.ts';
import { referenceOutcomes, type RefEvent, type RefOutcome } from './reference-funnel.ts';

const BASE = Date.UTC(2024, 0, 10);
export const STATES = ['converted', 'open', 'dropped', 'excluded'] as const;

/** An event of a random world. */
export interface Made {
  readonly person: string;
  readonly name: string;
  /** Minutes after the base, null: undated. */
  readonly at: number | null;
  readonly day: boolean;
}

const names = fc.constantFrom('A', 'B', 'C', 'X', 'Y');
export const instants = fc.record({
  person: fc.constantFrom('p', 'q'),
  name: names,
  at: fc.integer({ min: 0, max: 24 }),
  day: fc.constant(false),
});
export const mixed = fc.record({
  person: fc.constantFrom('p', 'q'),
  name: names,
  at: fc.option(
    fc.integer({ min: 0, max: 30 }).map((n) => n * 240),
    { freq: 12 },
  ),
  day: fc.boolean(),
});
export const events = (kind: fc.Arbitrary<Made>): fc.Arbitrary<Made[]> => fc.array(kind, { maxLength: 9 });
export const minutes = (max: number): fc.Arbitrary<Span> =>
  fc.integer({ min: 0, max }).map((n) => ({ n, unit: 'minute' }) as const);
export const window = fc.option(minutes(20), { freq: 5 });

export function rows(made: readonly Made[]): EventRow[] {
  return made.map(({ person, name, at, day }) => ({
    person,
    event: name,
    at: at === null ? null : day ? formatDate(Math.floor((BASE + at * 60_000) / DAY_MS)) : BASE + at * 60_000,
  }));
}

export function eventsOf(table: EventTable, person: number): RefEvent[] {
  const list: RefEvent[] = [];
  for (let row = table.offsets[person]!; row < table.offsets[person + 1]!; row++)
    list.push({
      t: Number.isNaN(table.time[row]!) ? null : table.time[row]!,
      day: table.dayOnly?.[row] === 1,
      name: table.names.text(table.name[row]!),
    });
  return list;
}

function described(
  outcomes: Outcomes,
  state: Uint8Array,
  matured: Uint8Array,
  base: (i: number) => number,
): RefOutcome[] {
  return Array.from({ length: outcomes.count }, (_, i) => ({
    depth: outcomes.depth[i]!,
    state: STATES[state[i]!]!,
    matured: matured[i] === 1,
    start: outcomes.start[i]! - base(i),
    path: Array.from({ length: outcomes.steps }, (__, k) => {
      const row = outcomes.rows[i * outcomes.steps + k]!;
      return k > outcomes.depth[i]! || row === 0xffffffff ? null : row - base(i);
    }),
  }));
}

/** Returns what the engine and the written-out rules make of a world, and its table. */
export async function both(
  made: readonly Made[],
  question: FunnelQuestion,
  general = false,
): Promise<{ got: RefOutcome[]; expected: RefOutcome[]; table: EventTable }> {
  const table = tableOf(rows(made));
  const plan = await planFunnel(table, question, uncontrolled);
  const settled = settle(plan, await matchAll(plan, uncontrolled, general));
  const expected: RefOutcome[] = [];
  for (let person = 0; person < table.personCount; person++)
    expected.push(...referenceOutcomes(eventsOf(table, person), question, table.span?.to ?? -Infinity));
  const { outcomes } = settled;
  return {
    table,
    expected,
    got: described(outcomes, settled.state, settled.matured, (i) => table.offsets[outcomes.unit[i]!]!),
  };
}

/** Without which events filled the steps: where several sets are as good. */
export const figures = (list: readonly RefOutcome[]): unknown =>
  list.map(({ depth, state, matured }) => ({ depth, state, matured }));
