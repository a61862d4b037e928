import { uncontrolled } from '../../base/control.ts';
import { isEverything } from '../../questions/filter.ts';
import type { FunnelProof, FunnelQuestion } from '../../questions/funnel.ts';
import type { Column, EventTable } from '../table.ts';
import { matchAll } from './match.ts';
import { Closed, NONE } from './outcomes.ts';
import { peopleOfRows } from './people.ts';
import { planFunnel, type FunnelPlan, type Hits } from './plan.ts';
import { settle, State, type Settled } from './states.ts';

const STATES = ['converted', 'open', 'dropped', 'excluded'] as const;

/**
 * Returns why each unit of one person was counted as it was: one proof per unit (person, attempt or held value) that entered, or one
 * that says the person never did. Events are indexes into the person's events; of a unit across people, another person's are null.
 */
export async function proveFunnel(
  table: EventTable,
  question: FunnelQuestion,
  person: number,
): Promise<FunnelProof[]> {
  const across = question.unit.by === 'property' && question.unit.acrossPeople === true;
  const asked = { ...question, breakdown: null, trend: null, compare: null };
  const scope = across ? table : onePerson(table, person);
  const plan = await planFunnel(scope, asked, uncontrolled);
  const settled = settle(plan, await matchAll(plan, uncontrolled));
  const hits = await plan.hits();
  const owner = across ? peopleOfRows(table) : () => 0;
  const wanted = across ? person : 0;
  const proofs: FunnelProof[] = [];
  for (let i = 0; i < settled.outcomes.count; i++)
    if (owner(settled.outcomes.start[i]!) === wanted)
      proofs.push(proofOf(plan, hits, settled, i, person, across ? eventIndex(table, person) : (row) => row));
  return proofs.length > 0 ? proofs : [neverEntered(person)];
}

function neverEntered(person: number): FunnelProof {
  return {
    person,
    held: null,
    depth: -1,
    state: 'not-entered',
    used: [],
    brokenBy: { kind: 'never', event: null, time: null },
    timeLeft: null,
    attempts: 0,
    rules: ['F1'],
  };
}

/** The table as if it held one person only; it still ends when the whole one does. */
function onePerson(table: EventTable, person: number): EventTable {
  const from = table.offsets[person]!;
  const to = table.offsets[person + 1]!;
  const cut = async (
    load: Promise<Column | undefined>,
    begin: number,
    end: number,
  ): Promise<Column | undefined> => {
    const column = await load;
    if (column === undefined) return undefined;
    return column.kind === 'text'
      ? { ...column, codes: column.codes.subarray(begin, end) }
      : { ...column, values: column.values.subarray(begin, end) };
  };
  return {
    ...table,
    people: {
      size: 1,
      text: () => table.people.text(person),
      find: (text) => (table.people.find(text) === person ? 0 : -1),
    },
    personCount: 1,
    eventCount: to - from,
    offsets: Uint32Array.of(0, to - from),
    time: table.time.subarray(from, to),
    dayOnly: table.dayOnly?.subarray(from, to) ?? null,
    name: table.name.subarray(from, to),
    eventColumn: (name) => cut(table.eventColumn(name), from, to),
    personColumn: (name) => cut(table.personColumn(name), person, person + 1),
  };
}

function eventIndex({ offsets }: EventTable, person: number): (row: number) => number | null {
  return (row) => (row >= offsets[person]! && row < offsets[person + 1]! ? row - offsets[person]! : null);
}

function proofOf(
  plan: FunnelPlan,
  hits: Hits,
  { outcomes, state }: Settled,
  i: number,
  person: number,
  indexOf: (row: number) => number | null,
): FunnelProof {
  const { steps, units, table, clock, settledMs, end } = plan;
  const unit = outcomes.unit[i]!;
  const depth = outcomes.depth[i]!;
  const used = Array.from({ length: steps }, (_, k) => {
    const row = outcomes.rows[i * steps + k]!;
    const event = row === NONE || k > depth ? null : indexOf(row);
    return event === null ? null : { event, time: table.time[row]! };
  });
  const open = state[i] === State.open;
  return {
    person,
    held: units.held === null ? null : units.labels(units.held[unit]!),
    depth,
    state: STATES[state[i]!]!,
    used,
    brokenBy: breakOf(plan, hits, outcomes, state[i]!, i, indexOf),
    timeLeft: open && settledMs < Infinity ? clock.deadline(outcomes.start[i]!, settledMs) - end : null,
    attempts: countEntries(plan, hits, unit),
    rules: rulesOf(
      plan,
      outcomes.rows.subarray(i * steps, i * steps + depth + 1),
      countEntries(plan, hits, unit),
      open,
    ),
  };
}

function breakOf(
  plan: FunnelPlan,
  hits: Hits,
  outcomes: Settled['outcomes'],
  state: number,
  i: number,
  indexOf: (row: number) => number | null,
): FunnelProof['brokenBy'] {
  const { table, clock, windowMs, steps, end } = plan;
  if (state === State.converted) return null;
  const by = (kind: NonNullable<FunnelProof['brokenBy']>['kind'], row: number): FunnelProof['brokenBy'] => ({
    kind,
    event: indexOf(row),
    time: table.time[row]!,
  });
  const closedBy = outcomes.closedBy[i]!;
  if (outcomes.closed[i] === Closed.exclusion) return by('exclusion', closedBy);
  if (outcomes.closed[i] === Closed.lost) return by('lost', closedBy);
  if (outcomes.closed[i] === Closed.foreign) return by('foreign-event', closedBy);
  if (state === State.open) return { kind: 'data-end', event: null, time: end };

  // What would have been the next step, had it come in time: optional steps may be skipped.
  const depth = outcomes.depth[i]!;
  const last = outcomes.rows[i * steps + depth]!;
  const deadline = clock.deadline(outcomes.start[i]!, windowMs);
  const isNext = nextSteps(plan, depth);
  const later = rowsAfter(plan, outcomes.unit[i]!, last);
  const tooSoon = later.find((row) => isNext(hits, row) && !(table.time[row]! > deadline));
  if (tooSoon !== undefined) {
    const step = Math.min(depth + 1, steps - 1);
    return by(
      plan.directly[step] === 1 ? 'foreign-event' : 'step-window',
      plan.directly[step] === 1 ? later[0]! : tooSoon,
    );
  }
  if (deadline < Infinity) {
    const tooLate = later.find((row) => isNext(hits, row));
    return { kind: 'window', event: tooLate === undefined ? null : indexOf(tooLate), time: deadline };
  }
  return { kind: 'never', event: null, time: null };
}

function nextSteps(
  { optional, steps, question }: FunnelPlan,
  depth: number,
): (hits: Hits, row: number) => boolean {
  let last = depth + 1;
  while (last < steps - 1 && optional[last] === 1) last++;
  const any = question.order === 'any-order' || question.order === 'reached';
  return ({ first, matcher }, row) =>
    matcher.subarray(first[row], first[row + 1]).some((m) => (any ? m < steps : m > depth && m <= last));
}

function rowsAfter(plan: FunnelPlan, unit: number, last: number): number[] {
  const { units, table } = plan;
  const rows: number[] = [];
  let past = last === NONE;
  const present = plan.exists();
  for (let at = units.offsets[unit]!; at < units.offsets[unit + 1]!; at++) {
    const row = units.order === null ? at : units.order[at]!;
    if (
      past &&
      (present === null || present[row] === 1) &&
      (last === NONE || table.time[row] !== table.time[last])
    )
      rows.push(row);
    if (row === last) past = true;
  }
  return rows;
}

function countEntries(
  { units, question, steps, table, entry }: FunnelPlan,
  { first, matcher }: Hits,
  unit: number,
): number {
  const limit = question.order === 'any-order' || question.order === 'reached' ? steps : 1;
  let entries = 0;
  for (let at = units.offsets[unit]!; at < units.offsets[unit + 1]!; at++) {
    const row = units.order === null ? at : units.order[at]!;
    const ms = table.time[row]!;
    const inside = !(ms < entry.from || ms >= entry.to);
    if (inside && first[row + 1]! > first[row]! && matcher[first[row + 1]! - 1]! < limit) entries++;
  }
  return question.order === 'reached' ? Math.min(1, entries) : entries;
}

/** The rules that had a say, by number. */
function rulesOf(
  { question, table }: FunnelPlan,
  rows: Uint32Array,
  attempts: number,
  open: boolean,
): string[] {
  const filled = [...rows].filter((row) => row !== NONE);
  const tied = filled.some((row, k) => k > 0 && table.time[row] === table.time[filled[k - 1]!]);
  const said: readonly (readonly [string, boolean])[] = [
    ['F1', true],
    ['F2', question.window !== null || question.steps.some(({ within }) => within !== null)],
    ['F3', attempts > 1],
    ['F4', tied || question.graceMs > 0],
    ['F6', question.exclusions.length > 0],
    [
      'F7',
      !isEverything(question.events) ||
        !isEverything(question.people) ||
        question.steps.some(({ where }) => !isEverything(where)),
    ],
    ['F8', question.unit.by !== 'person'],
    ['F9', open],
    ['F10', table.dayOnly !== null && filled.some((row) => table.dayOnly![row] === 1)],
  ];
  return said.filter(([, applies]) => applies).map(([rule]) => rule);
}
