import { DAY_MS, formatDate, parseDate, zoneCalendar } from '../../../src/base/calendar.ts';
import type { EventTable } from '../../../src/engine/table.ts';
import type { CohortSegment, RetentionQuestion } from '../../../src/questions/retention.ts';
import { dayOf, periodDays, seenEvents, ZONE, type SeenEvent } from './activity-world.ts';

const calendar = zoneCalendar(ZONE);
const LENGTHS = { day: 1, week: 7, month: 30 } as const;

const region = { scope: 'person', name: 'region' } as const;
/** Segments that overlap, of the people p (north), q (south) and r (no region) of the made-up world. */
export const REGIONS: readonly CohortSegment[] = [
  { name: 'north', filter: { kind: 'is', property: region, op: 'equals', value: 'north' } },
  { name: 'known', filter: { kind: 'is', property: region, op: 'set' } },
  { name: 'not north', filter: { kind: 'is', property: region, op: 'not-equals', value: 'north' } },
];
const IN_REGION: Readonly<Record<string, (person: number) => boolean>> = {
  north: (person) => person === 0,
  known: (person) => person < 2,
  'not north': (person) => person > 0,
};

/** A cohort in a column, as the rules say it. */
interface RefCell {
  readonly k: number;
  readonly n: number;
  readonly complete: boolean;
  readonly revenue: number;
  readonly cumulative: number;
}

/** A cohort as the rules say it. */
interface RefRow {
  readonly size: number;
  readonly cells: readonly (RefCell | null)[];
}

/** Everyone, as the rules say it. */
export interface RefResult {
  readonly rows: Map<string, RefRow>;
  readonly people: number;
  readonly activeBefore: number;
  readonly overlap: boolean;
}

interface Start {
  readonly person: number;
  readonly event: SeenEvent;
  readonly rows: readonly string[];
  readonly activeBefore: boolean;
  /** Per column. */
  readonly hit: readonly boolean[];
  readonly begun: readonly boolean[];
  readonly over: readonly boolean[];
  readonly sum: readonly number[];
}

/** R3, F10 written out. */
function isAfter(start: SeenEvent, other: SeenEvent): boolean {
  return start.day || other.day ? dayOf(other.t) > dayOf(start.t) : other.t > start.t;
}

/**
 * Returns the rows of a question by key and the people in them, straight from the rules: every column of every start asks about every event. Knows starts and
 * returns by name, days, weeks and months, people as units, cohorts by period, by behaviour and by the segments `REGIONS`.
 */
export function referenceRetention(
  table: EventTable,
  question: RetentionQuestion,
  values: Float64Array,
  columns: readonly { readonly from: number; readonly to: number }[],
): RefResult {
  const rows = new Map<string, RefRow>();
  if (table.span === null) return { rows, people: 0, activeBefore: 0, overlap: false };
  const { range, period, cohorts } = question;
  const unit = period.unit as keyof typeof LENGTHS;
  const from = range.from === null ? -Infinity : calendar.startOfDay(parseDate(range.from)!);
  const to = range.to === null ? Infinity : calendar.startOfDay(parseDate(range.to)! + 1);
  const horizon = range.by === 'events' ? to : Infinity;
  const end = Math.min(table.span.to, horizon - 1);
  const days = periodDays(
    unit,
    period.n,
    range.from === null ? table.span.from : from,
    end + 800 * period.n * DAY_MS,
    1,
  );
  const rolling = question.clock === 'rolling' ? LENGTHS[unit] * period.n : null;

  const starts: Start[] = [];
  for (let person = 0; person < table.personCount; person++) {
    const events = seenEvents(table, person, values);
    const isStart = ({ name }: SeenEvent): boolean => question.start.events.includes(name);
    const returns = events.filter(({ name, t }) => question.return.events.includes(name) && t < horizon);
    const candidates = events.filter(isStart);
    const inRange = (one: SeenEvent): boolean => one.t >= from && one.t < to;
    const chosen =
      question.entry === 'every'
        ? candidates
            .filter(inRange)
            .filter((one, k, list) => k === 0 || block(days, one) !== block(days, list[k - 1]!))
        : candidates.slice(0, 1).filter(inRange);
    for (const event of chosen) {
      const own = (other: SeenEvent): number => {
        if (rolling === null) return block(days, other) - block(days, event);
        const ms = event.day || other.day ? (dayOf(other.t) - dayOf(event.t)) * DAY_MS : other.t - event.t;
        return Math.floor(ms / (rolling * DAY_MS));
      };
      const edge = (periods: number): number => {
        if (rolling === null) return calendar.startOfDay(days[block(days, event) + periods]!);
        return event.day
          ? calendar.startOfDay(dayOf(event.t) + periods * rolling)
          : event.t + periods * rolling * DAY_MS;
      };
      const later = returns.filter((other) => isAfter(event, other));
      const enough = (first: number, last: number): boolean =>
        later.filter((other) => own(other) >= first && own(other) <= last).length >= question.minimum;
      const on = columns.map((column) => enough(column.from, column.to));
      const afterAll = later.some(
        (other) => own(other) > columns.at(-1)!.to && enough(own(other), own(other)),
      );
      const hit = columns.map((_, j) => {
        switch (question.rule) {
          case 'on':
            return on[j]!;
          case 'on-or-after':
            return on.slice(j).includes(true) || afterAll;
          case 'on-or-before':
            return on.slice(0, j + 1).includes(true);
          case 'streak':
            return j === 0 ? on[0]! : on.slice(1, j + 1).every(Boolean);
        }
      });
      const paid = returns.filter((other) => !isAfter(other, event) && !Number.isNaN(other.value));
      starts.push({
        person,
        event,
        hit,
        rows:
          cohorts.by === 'segments'
            ? cohorts.segments.flatMap(({ name }) => (IN_REGION[name]!(person) ? [name] : []))
            : [
                cohorts.by === 'behaviour'
                  ? behaviour(events, event, cohorts, end)
                  : formatDate(days[block(days, event)]!),
              ],
        activeBefore:
          question.entry !== 'every' &&
          events.some((other) => question.return.events.includes(other.name) && isAfter(other, event)),
        begun: columns.map((column) => edge(column.from) <= end),
        over: columns.map((column) => edge(column.to + 1) <= end + 1),
        sum: columns.map((column) =>
          paid
            .filter((other) => own(other) >= column.from && own(other) <= column.to)
            .reduce((sum, { value }) => sum + value, 0),
        ),
      });
    }
  }
  for (const row of new Set(starts.flatMap((start) => start.rows))) {
    const members = starts.filter((start) => start.rows.includes(row));
    rows.set(row, {
      size: members.length,
      cells: columns.map((_, j) => {
        const base = cohorts.by === 'period' ? members : members.filter(({ over }) => over[j]);
        if (base.length === 0 || !members.some(({ begun }) => begun[j])) return null;
        return {
          k: base.filter(({ hit }) => hit[j]).length,
          n: base.length,
          complete: base.every(({ over }) => over[j]),
          revenue: base.reduce((sum, one) => sum + one.sum[j]!, 0),
          cumulative:
            base.reduce((sum, one) => sum + one.sum.slice(0, j + 1).reduce((a, b) => a + b, 0), 0) /
            base.length,
        };
      }),
    });
  }
  const counted = starts.filter((start) => start.rows.length > 0);
  const people = (some: readonly Start[]): number => new Set(some.map(({ person }) => person)).size;
  return {
    rows,
    people: people(counted),
    activeBefore: people(counted.filter(({ activeBefore }) => activeBefore)),
    overlap: counted.some((start) => start.rows.length > 1),
  };
}

function block(days: readonly number[], { t }: SeenEvent): number {
  return days.findLastIndex((first) => first <= dayOf(t));
}

function behaviour(
  events: readonly SeenEvent[],
  start: SeenEvent,
  { match, days, times }: { match: { events: readonly string[] }; days: number; times: number },
  end: number,
): string {
  const deadline = start.day ? calendar.startOfDay(dayOf(start.t) + days + 1) - 1 : start.t + days * DAY_MS;
  const found = events.filter(
    (one) => match.events.includes(one.name) && !isAfter(one, start) && one.t <= deadline && one.t <= end,
  ).length;
  return found >= times ? 'did' : deadline > end ? 'undecided' : 'did-not';
}
