import { parseDate, zoneCalendar } from '../../base/calendar.ts';
import type { Control } from '../../base/control.ts';
import type { EventMatch, FunnelNote, FunnelQuestion } from '../../questions/funnel.ts';
import { compileFilter, loadColumn, type CompiledFilter, type Test } from '../filter.ts';
import { noteUnknown, noteUnknownEvent } from '../notes.ts';
import type { EventTable } from '../table.ts';
import { EventClock, spanMs } from './clock.ts';
import { StepOrder } from './step-order.ts';
import { MOST_STEPS, type PlainSweep } from './sweep.ts';
import { timeFacts } from './time-facts.ts';
import { keyOfColumn, unitsAcross, unitsOfPeople, unitsWithin, type Units } from './units.ts';

/** When an attempt may begin: from `from` (included) to `to` (excluded), epoch ms. */
export interface EntryBounds {
  readonly from: number;
  readonly to: number;
}

/** No bounds. Only these let an undated event begin an attempt. */
const ANY_TIME: EntryBounds = { from: -Infinity, to: Infinity };

/**
 * Which matchers each row satisfies: row r has `matcher[first[r]] .. matcher[first[r + 1]]`, descending. Matchers are
 * the steps, then the exclusions, then `lost`.
 */
export interface Hits {
  readonly first: Uint32Array;
  readonly matcher: Uint16Array;
}

/** A funnel question made ready for one table. */
export interface FunnelPlan {
  readonly table: EventTable;
  readonly question: FunnelQuestion;
  readonly clock: EventClock;
  readonly units: Units;
  /** Whether a person is asked about; null: all are. */
  readonly people: ((person: number) => boolean) | null;
  readonly steps: number;
  readonly optional: Uint8Array;
  readonly directly: Uint8Array;
  /** Per-step windows in ms, Infinity without one. */
  readonly within: Float64Array;
  /** Window in ms, Infinity without one. */
  readonly windowMs: number;
  /** Ms from an attempt's start after which its outcome can't change; Infinity when nothing says so. */
  readonly settledMs: number;
  readonly entry: EntryBounds;
  /** Last instant the question knows of: the data's end or the end of the range of events. */
  readonly end: number;
  /** What a plain sweep needs where one applies: names alone tell the steps apart, and nothing but order and window matters. */
  readonly plain: PlainSweep | null;
  readonly notes: readonly FunnelNote[];
  /** The rows' matches, computed when first asked for: not needed by the plain sweep. */
  hits(): Promise<Hits>;
  /** 1 where a row exists for the question; null: all do. Valid after `hits()`. */
  exists(): Uint8Array | null;
}

/** Returns the plan of `question` over `table`, loading the columns that it needs. */
export async function planFunnel(
  table: EventTable,
  question: FunnelQuestion,
  control: Control,
): Promise<FunnelPlan> {
  const notes: FunnelNote[] = [];
  const compile = async (filter: FunnelQuestion['people']): Promise<CompiledFilter> => {
    const compiled = await compileFilter(filter, table);
    for (const property of compiled.unknown) noteUnknown(notes, property);
    return compiled;
  };
  const { order, steps } = question;
  const n = steps.length;
  if (n === 0) throw new RangeError('a funnel has at least one step');
  const sequential = order === 'ordered' || order === 'strict';
  const matches: EventMatch[] = [
    ...steps,
    ...question.exclusions,
    ...(question.lost === null ? [] : [question.lost]),
  ];
  const tests: (Test | null)[] = [];
  for (const match of matches) tests.push((await compile(match.where)).test);
  const events = (await compile(question.events)).test;
  const people = (await compile(question.people)).test;
  const allowed = people === null ? null : (person: number): boolean => people(-1, person);

  // Without an order there is no previous step to be measured from.
  const within = Float64Array.from(steps, (step, k) =>
    !sequential || k === 0 || step.within === null ? Infinity : spanMs(step.within),
  );
  const windowMs = question.window === null ? Infinity : spanMs(question.window);
  const bounds = rangeBounds(question, table.zone);
  const byEvents = question.range.by === 'events';
  const ranged = byEvents && (bounds.from > -Infinity || bounds.to < Infinity);
  const names = nameMatchers(matches, table, notes);

  const units = await unitsOf(table, question, allowed, notes, control);
  const special =
    question.exclusions.length > 0 ||
    (question.lost !== null && order !== 'reached') ||
    question.graceMs > 0 ||
    ranged ||
    events !== null ||
    tests.some((test) => test !== null) ||
    steps.some((step) => step.optional || step.directly || step.firstEver || step.within !== null) ||
    question.unit.by === 'attempt' ||
    units.order !== null ||
    table.dayOnly !== null;

  let hits: Promise<Hits> | null = null;
  const exists = events !== null || ranged ? new Uint8Array(table.eventCount) : null;
  const firstEver = matches.map((_, m) => steps[m]?.firstEver ?? false);
  return {
    table,
    question,
    clock: new EventClock(table),
    units,
    people: question.unit.by === 'property' && question.unit.acrossPeople === true ? null : allowed,
    steps: n,
    optional: Uint8Array.from(steps, (step, k) => Number(sequential && step.optional && k > 0 && k < n - 1)),
    directly: Uint8Array.from(steps, (step, k) =>
      Number(k > 0 && (order === 'strict' || (order === 'ordered' && step.directly))),
    ),
    within,
    windowMs,
    settledMs:
      windowMs < Infinity ? windowMs : n > 1 ? within.subarray(1).reduce((sum, ms) => sum + ms, 0) : Infinity,
    entry: byEvents ? ANY_TIME : bounds,
    end: Math.min(table.span?.to ?? -Infinity, byEvents ? bounds.to - 1 : Infinity),
    plain: special ? null : await plainSweep(table, names, n, windowMs, control),
    notes,
    hits: () =>
      (hits ??= findHits({
        table,
        names,
        tests,
        firstEver,
        events,
        bounds: ranged ? bounds : null,
        exists,
        control,
      })),
    exists: () => exists,
  };
}

/** Returns the instants of the question's range of dates in the zone. */
export function rangeBounds(question: Pick<FunnelQuestion, 'range'>, zone: string): EntryBounds {
  const calendar = zoneCalendar(zone);
  const { from, to } = question.range;
  const first = from === null ? null : parseDate(from);
  const last = to === null ? null : parseDate(to);
  return {
    from: first === null ? -Infinity : calendar.startOfDay(first),
    to: last === null ? Infinity : calendar.startOfDay(last + 1),
  };
}

async function unitsOf(
  table: EventTable,
  question: FunnelQuestion,
  allowed: FunnelPlan['people'],
  notes: FunnelNote[],
  control: Control,
): Promise<Units> {
  const base = unitsOfPeople(table);
  const { unit } = question;
  if (unit.by !== 'property') return base;
  const property = { scope: 'event', name: unit.property } as const;
  const column = await loadColumn(table, property);
  if (column === undefined) noteUnknown(notes, property);
  const key = keyOfColumn(column, table.eventCount);
  return unit.acrossPeople === true ? unitsAcross(table, key, allowed, control) : unitsWithin(base, key);
}

/** For each event name (by code) the matchers that take it, descending. */
function nameMatchers(matches: readonly EventMatch[], table: EventTable, notes: FunnelNote[]): number[][] {
  const names: number[][] = Array.from({ length: table.names.size }, () => []);
  for (let m = matches.length - 1; m >= 0; m--) {
    const { events } = matches[m]!;
    if (events.length === 0) for (const list of names) list.push(m);
    for (const event of new Set(events)) {
      const code = table.names.find(event);
      if (code >= 0) names[code]!.push(m);
      else noteUnknownEvent(notes, event);
    }
  }
  return names;
}

/** Returns what the plain sweep needs, or null when a name fills several steps or some event is undated. */
async function plainSweep(
  table: EventTable,
  names: readonly number[][],
  steps: number,
  windowMs: number,
  control: Control,
): Promise<PlainSweep | null> {
  if (steps > MOST_STEPS || names.some((list) => list.length > 1)) return null;
  const { undated, tied } = await timeFacts(table, control);
  if (undated) return null;
  const bits = Int32Array.from(names, ([step]) => (step === undefined ? 0 : 1 << step));
  const paths = new Uint32Array((steps + 1) * steps);
  return {
    time: table.time,
    name: table.name,
    bits,
    steps,
    windowMs,
    tied,
    stepOrder: new StepOrder(),
    paths,
  };
}

interface HitSearch {
  readonly table: EventTable;
  readonly names: readonly number[][];
  readonly tests: readonly (Test | null)[];
  readonly firstEver: readonly boolean[];
  readonly events: Test | null;
  readonly bounds: EntryBounds | null;
  readonly exists: Uint8Array | null;
  readonly control: Control;
}

async function findHits({
  table,
  names,
  tests,
  firstEver,
  events,
  bounds,
  exists,
  control,
}: HitSearch): Promise<Hits> {
  const { offsets, name, time, personCount, eventCount } = table;
  const first = new Uint32Array(eventCount + 1);
  let matcher = new Uint16Array(Math.max(64, eventCount >> 1));
  let found = 0;
  // Last person for whom a first-ever matcher was satisfied.
  const satisfied = new Int32Array(tests.length).fill(-1);
  for (let person = 0; person < personCount; person++) {
    if ((person & 4095) === 0 && control.due()) await control.pause(0.4 * (offsets[person]! / eventCount));
    const end = offsets[person + 1]!;
    for (let row = offsets[person]!; row < end; row++) {
      first[row] = found;
      if (events !== null && !events(row, person)) continue;
      const ms = time[row]!;
      const inside = bounds === null || (ms >= bounds.from && ms < bounds.to);
      if (inside && exists !== null) exists[row] = 1;
      const list = names[name[row]!]!;
      if (list.length === 0) continue;
      if (found + list.length > matcher.length) {
        const larger = new Uint16Array(2 * matcher.length + list.length);
        larger.set(matcher);
        matcher = larger;
      }
      for (const m of list) {
        const test = tests[m] ?? null;
        if (test !== null && !test(row, person)) continue;
        if (firstEver[m]!) {
          if (satisfied[m] === person) continue;
          satisfied[m] = person;
        }
        if (inside) matcher[found++] = m;
      }
    }
  }
  first[eventCount] = found;
  return { first, matcher };
}
