import { DAY_MS, HOUR_MS, parseDate, zoneCalendar } from '../../../src/base/calendar.ts';
import type { EventTable } from '../../../src/engine/table.ts';
import type { ChurnAnswer, ChurnQuestion } from '../../../src/questions/churn.ts';
import type { PropertyRef } from '../../../src/questions/filter.ts';
import {
  cellsOf,
  durationsOfList,
  groupedBy,
  msBetween,
  quantileOf,
  seenEvents,
  type SeenEvent,
} from './made-world.ts';
import { referenceCurves, type RefSubject } from './reference-survival.ts';

/** A stay of a person as a customer. */
interface Stay {
  readonly person: number;
  readonly first: boolean;
  readonly start: SeenEvent;
  readonly last: SeenEvent;
  /** Epoch ms; null: still there. */
  readonly goneAt: number | null;
  readonly goneBy: SeenEvent | null;
  /** Ms on the curve. */
  readonly time: number;
}

/** A question of churn in words that the reference understands: events by name, people by region. */
export interface ChurnCase {
  readonly question: ChurnQuestion;
  /** People asked about; null: all. */
  readonly region: string | null;
  /** Of one row per customer: the property that says who has gone, and what it says then. */
  readonly left?: {
    readonly property: string;
    readonly says: (value: string | number | null) => boolean;
  };
}

/** Returns what the rules S1 to S6 say, straight from them. Numbers at risk are taken at the answer's own times. */
export async function referenceChurn(
  table: EventTable,
  { question, region, left }: ChurnCase,
  riskTimes: readonly number[],
): Promise<object> {
  const regionOf = await cellsOf(table, 'person', 'region');
  const asked = (person: number): boolean => region === null || regionOf(person) === region;
  const { rule } = question;
  if (rule.by === 'people') return referenceTenure(table, question, asked, left!, riskTimes);
  const calendar = zoneCalendar(table.zone);
  const all = seenEvents(table);
  const { from, to } = bounds(table, question);
  const byEvents = question.range.by === 'events';
  const seen = all.filter(({ person, t }) => asked(person) && (!byEvents || (t >= from && t < to)));
  const dataEnd = Math.max(
    -Infinity,
    ...all.map(({ t, date, dayOnly }) => (dayOnly ? calendar.startOfDay(date + 1) - 1 : t)),
  );
  const end = byEvents ? Math.min(dataEnd, to - 1) : dataEnd;
  const matches = ({ events }: { readonly events: readonly string[] }, { name }: SeenEvent): boolean =>
    events.length === 0 || events.includes(name);
  const isGone = (event: SeenEvent): boolean => rule.by === 'event' && matches(rule.event, event);
  const isStart = (event: SeenEvent): boolean => matches(question.start, event) && !isGone(event);
  // Gaps look at every event of the person, the one with which they went included.
  const isSign = (event: SeenEvent): boolean =>
    matches(question.start, event) || matches(question.activity, event);
  const gapsOf = (person: number): number[] => {
    const own = seen.filter((event) => event.person === person && isSign(event));
    const days = [...new Set(own.map(({ date }) => date))];
    return days.slice(1).map((day, i) => day - days[i]!);
  };
  const people = [...new Set(seen.map(({ person }) => person))];
  const gaps = people.flatMap(gapsOf);
  const silence =
    rule.by === 'event'
      ? null
      : rule.after !== null
        ? rule.after.n * (rule.after.unit === 'day' ? DAY_MS : HOUR_MS)
        : gaps.length === 0
          ? Infinity
          : Math.ceil(quantileOf(gaps, rule.share)) * DAY_MS;
  const wholeDays = Math.floor((silence ?? Infinity) / DAY_MS);
  const deadline = ({ t, date, dayOnly }: SeenEvent): number =>
    dayOnly && wholeDays !== Infinity
      ? calendar.startOfDay(date + wholeDays + 1) - 1
      : t + (silence ?? Infinity);

  /** S2: known with the first instant after the whole Nth day. */
  const goneOf = ({ t, date, dayOnly }: SeenEvent): number =>
    dayOnly && wholeDays !== Infinity ? calendar.startOfDay(date + 1 + wholeDays) : t + (silence ?? Infinity);

  const staysOf = (person: number): Stay[] => {
    const own = seen.filter((event) => event.person === person);
    // Of one instant, whoever begins and goes begins first; a going by calendar date ties with its whole day (F10).
    const place = (event: SeenEvent): number =>
      event.dayOnly && isGone(event) ? calendar.startOfDay(event.date + 1) - 0.5 : event.t;
    own.sort((a, b) => place(a) - place(b) || Number(isGone(a)) - Number(isGone(b)) || a.row - b.row);
    const stays: Stay[] = [];
    let next = 0;
    for (;;) {
      const first = stays.length === 0;
      const begin = own.findIndex(
        (event, i) => i >= next && (isStart(event) || (!first && rule.by === 'silence' && isSign(event))),
      );
      if (begin < 0) return stays;
      const start = own[begin]!;
      if (first && !byEvents && !(start.t >= from && start.t < to)) return [];
      if (rule.by === 'event') {
        const goneAt = own.findIndex((event, i) => i > begin && isGone(event));
        const goneBy = own[goneAt] ?? null;
        const until = goneAt < 0 ? own.length : goneAt;
        const last = own.slice(begin, until).findLast((event) => isSign(event) && !isGone(event))!;
        const time = goneBy === null ? toEnd(start) : msBetween(start, goneBy);
        stays.push({
          person,
          first,
          start,
          last,
          goneAt: goneBy === null ? null : Math.max(goneBy.t, start.t),
          goneBy,
          time,
        });
        if (goneBy === null) return stays;
        next = until + 1;
      } else {
        const signs = own.slice(begin).filter(isSign);
        const broken = signs.findIndex((event, i) => i > 0 && event.t > deadline(signs[i - 1]!));
        const last = broken < 0 ? signs.at(-1)! : signs[broken - 1]!;
        const gone = broken >= 0 || deadline(last) < end;
        const { dayOnly } = last;
        stays.push({
          person,
          first,
          start,
          last,
          goneAt: gone ? goneOf(last) : null,
          goneBy: null,
          time: gone
            ? msBetween(start, last) + (dayOnly ? (1 + wholeDays) * DAY_MS : silence!)
            : toEnd(start),
        });
        if (broken < 0) return stays;
        next = own.indexOf(signs[broken]!);
      }
    }
  };
  const toEnd = ({ t, date, dayOnly }: SeenEvent): number =>
    dayOnly ? (calendar.dayOf(end) - date) * DAY_MS : end - t;

  const stays = people.flatMap(staysOf);
  const firsts = stays.filter(({ first }) => first).map((stay) => ({ ...stay, ...subjectOf(stay) }));
  const gone = firsts.filter(({ goneAt }) => goneAt !== null);
  const valueOf = async (
    property: PropertyRef,
    row: (stay: Stay) => SeenEvent,
  ): Promise<(stay: Stay) => string | null> => {
    const cell = await cellsOf(table, property.scope, property.name);
    return (stay) => {
      const value = cell(property.scope === 'person' ? stay.person : row(stay).row);
      return value === null ? null : String(value);
    };
  };
  const groups =
    question.group === null
      ? []
      : groupedBy(firsts, await valueOf(question.group, ({ start }) => start), question.top);
  const reasons =
    question.reason === null
      ? []
      : groupedBy(gone, await valueOf(question.reason, ({ goneBy, last }) => goneBy ?? last), Infinity);
  const risks = stays
    .filter(({ goneAt }) => goneAt === null)
    .map(({ person, last }) => ({ own: gapsOf(person), silent: calendar.dayOf(end) - last.date }))
    .filter(({ own }) => own.length >= question.atRisk.gaps);
  const atRisk = risks.filter(({ own, silent }) => silent > quantileOf(own, question.atRisk.share)).length;
  return {
    ...referenceCurves(firsts, groups, riskTimes),
    unit: 'ms',
    silence:
      rule.by === 'event'
        ? null
        : {
            ms: silence,
            proposed:
              rule.after !== null
                ? null
                : { share: rule.share, gaps: durationsOfList(gaps.map((days) => days * DAY_MS)) },
          },
    periods: periodsOf(table, question, stays, end, silence === null ? () => -Infinity : goneOf),
    reasons: reasons.map(({ value, members }) => ({ value, share: { k: members.length, n: gone.length } })),
    atRisk: { k: atRisk, n: risks.length },
  };
}

function subjectOf({ goneAt, time }: Stay): RefSubject {
  return { time, end: goneAt === null ? 'censored' : 'event' };
}

function bounds(
  { zone }: EventTable,
  { range }: ChurnQuestion,
): { readonly from: number; readonly to: number } {
  const calendar = zoneCalendar(zone);
  return {
    from: range.from === null ? -Infinity : calendar.startOfDay(parseDate(range.from)!),
    to: range.to === null ? Infinity : calendar.startOfDay(parseDate(range.to)! + 1),
  };
}

/** S5 written out: every period asks every stay. */
function periodsOf(
  { zone, weekStart }: EventTable,
  { period }: ChurnQuestion,
  stays: readonly Stay[],
  end: number,
  goneOf: (last: SeenEvent) => number,
): Partial<ChurnAnswer['periods'][number]>[] {
  if (stays.length === 0) return [];
  const first = Math.min(...stays.map(({ start }) => start.t));
  const { labels, starts } = zoneCalendar(zone).periods(period, weekStart, first, end);
  return labels.map((label, i) => {
    const from = starts[i]!;
    const to = starts[i + 1]!;
    const inside = (t: number | null): boolean => t !== null && t >= from && t < to;
    const there = (t: number) =>
      stays.filter((one) => one.start.t < t && (one.goneAt === null || one.goneAt >= t));
    const gone = stays.filter(({ goneAt }) => inside(goneAt));
    const began = stays.filter(({ start }) => inside(start.t));
    const k = gone.filter(({ start }) => start.t < from).length;
    const until = Math.min(to - 1, end);
    const knowable = stays.some(
      ({ start, goneAt }) => goneOf(start) <= until || (goneAt !== null && goneAt <= until),
    );
    return {
      period: label,
      atStart: there(from).length,
      started: began.filter((stay) => stay.first).length,
      returned: began.filter((stay) => !stay.first).length,
      churned: gone.length,
      atEnd: there(to).length,
      rate: (knowable
        ? { k, n: there(from).length }
        : { k: 0, n: 0 }) as ChurnAnswer['periods'][number]['rate'],
      knowable,
      complete: to <= end + 1,
    };
  });
}

/** S1 of one row per customer: a tenure below 0 is none. */
async function referenceTenure(
  table: EventTable,
  question: ChurnQuestion,
  asked: (person: number) => boolean,
  left: NonNullable<ChurnCase['left']>,
  riskTimes: readonly number[],
): Promise<object> {
  const tenure = await cellsOf(table, 'person', 'tenure');
  const gone = await cellsOf(table, 'person', left.property);
  const people = [...Array(table.personCount).keys()].filter(asked);
  const subjects = people
    .map((person) => ({
      person,
      time: Number(tenure(person) ?? -1),
      end: left.says(gone(person)) ? ('event' as const) : ('censored' as const),
    }))
    .filter(({ time }) => time >= 0);
  const valueOf = async ({ name }: PropertyRef): Promise<(subject: { person: number }) => string | null> => {
    const cell = await cellsOf(table, 'person', name);
    return ({ person }) => {
      const value = cell(person);
      return value === null ? null : String(value);
    };
  };
  const events = subjects.filter(({ end }) => end === 'event');
  const without = people.length - subjects.length;
  return {
    ...referenceCurves(
      subjects,
      question.group === null ? [] : groupedBy(subjects, await valueOf(question.group), question.top),
      riskTimes,
    ),
    unit: question.rule.by === 'people' ? question.rule.unit : '',
    silence: null,
    periods: [],
    reasons:
      question.reason === null
        ? []
        : groupedBy(events, await valueOf(question.reason), Infinity).map(({ value, members }) => ({
            value,
            share: { k: members.length, n: events.length },
          })),
    atRisk: null,
    notes: without === 0 ? [] : [{ code: 'no-tenure', details: { people: without } }],
  };
}
