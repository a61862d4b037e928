import { DAY_MS, parseDate, zoneCalendar } from '../../../src/base/calendar.ts';
import type { EventTable } from '../../../src/engine/table.ts';
import type { StagesAnswer, StagesQuestion } from '../../../src/questions/stages.ts';
import {
  cellsOf,
  durationsOfList,
  groupedBy,
  msBetween,
  quantileOf,
  seenEvents,
  undatedEvents,
  type SeenEvent,
} from './made-world.ts';
import { referenceCurve, referenceCurves, referenceMedian, type RefSubject } from './reference-survival.ts';

/** What the reference needs of a question: events by name, people by region. */
export type WaysQuestion = Pick<StagesQuestion, 'stages' | 'won' | 'lost' | 'unit' | 'range'>;

/** A stay of a lead in a stage or an outcome. */
export interface RefVisit {
  readonly stage: number;
  readonly event: SeenEvent;
  /** What the lead did next; null: nothing. */
  readonly next: { readonly stage: number; readonly event: SeenEvent } | null;
  readonly ms: number;
}

/** An event that enters a stage or an outcome. */
interface Mark {
  readonly event: SeenEvent;
  readonly stage: number;
}

/** A lead and its way, outcomes included. */
export interface RefLead {
  readonly person: number;
  readonly visits: readonly RefVisit[];
  readonly at: number;
  readonly cycle: number;
}

/** W1 to W4 written out: the leads that entered in the range. */
export async function referenceWays(
  table: EventTable,
  question: WaysQuestion,
  region: string | null,
): Promise<RefLead[]> {
  return (await referenceAll(table, question, region)).leads;
}

/** The same, and W7: how many leads stand without a date in each stage, at won and at lost. */
async function referenceAll(
  table: EventTable,
  question: WaysQuestion,
  region: string | null,
): Promise<{ readonly leads: RefLead[]; readonly undated: readonly number[] }> {
  const { unit, range } = question;
  const regionOf = await cellsOf(table, 'person', 'region');
  const dealOf = await cellsOf(table, 'event', unit.by === 'property' ? unit.property : '');
  const calendar = zoneCalendar(table.zone);
  const all = seenEvents(table);
  const end = dataEnd(table, all);
  const toEnd = ({ t, date, dayOnly }: SeenEvent): number =>
    dayOnly ? (calendar.dayOf(end) - date) * DAY_MS : end - t;
  const won = question.stages.length;
  const stageOf = ({ name }: Pick<SeenEvent, 'name'>): number =>
    [...question.stages, question.won, question.lost].findLastIndex((match) => match?.events.includes(name));
  const leadOf = ({ person, row }: Pick<SeenEvent, 'person' | 'row'>): string | null => {
    if (unit.by === 'person') return String(person);
    const deal = dealOf(row);
    return deal === null ? null : unit.acrossPeople === true ? String(deal) : `${person} ${deal}`;
  };
  const seen = all.filter(({ person }) => region === null || regionOf(person) === region);
  const from = range.from === null ? -Infinity : calendar.startOfDay(parseDate(range.from)!);
  const to = range.to === null ? Infinity : calendar.startOfDay(parseDate(range.to)! + 1);
  const leads: RefLead[] = [];
  const undated = new Array<number>(won + 2).fill(0);
  const dateless = undatedEvents(table).filter(
    ({ person }) => region === null || regionOf(person) === region,
  );
  for (const key of new Set([...seen, ...dateless].map(leadOf))) {
    if (key === null) continue;
    const own = seen.filter((event) => leadOf(event) === key);
    const marks = inOrder(
      own.map((event) => ({ event, stage: stageOf(event) })).filter(({ stage }) => stage >= 0),
    );
    const entry = marks.findIndex(({ stage }) => stage < won);
    const start = marks[entry]?.event;
    if (start === undefined ? from > -Infinity || to < Infinity : !(start.t >= from && start.t < to))
      continue;
    const place = Math.max(-1, ...dateless.filter((event) => leadOf(event) === key).map(stageOf));
    // An outcome before the first entry belongs to nothing, and one with a date is never overruled.
    const dated = Math.max(-1, ...marks.slice(Math.max(0, entry)).map(({ stage }) => stage));
    if (place > dated && dated < won) {
      undated[place]!++;
      continue;
    }
    if (start === undefined) continue;
    const way = marks.slice(entry).filter(({ stage }, i, list) => i === 0 || stage !== list[i - 1]!.stage);
    const last = way.at(-1)!;
    leads.push({
      // Across people a lead is of the person of its very first event.
      person: own.toSorted((a, b) => a.t - b.t || a.row - b.row)[0]!.person,
      visits: way.map(({ stage, event }, i): RefVisit => {
        const next = way[i + 1] ?? null;
        return { stage, event, next, ms: next === null ? toEnd(event) : msBetween(event, next.event) };
      }),
      at: last.stage,
      cycle: last.stage < won ? toEnd(start) : msBetween(start, last.event),
    });
  }
  return { leads, undated };
}

/**
 * W1 and F10 written out: of one instant stages come in their order, outcomes last. A calendar date ties with its whole day: among the
 * instants of that day, which keep their own order, it stands before the first of a later stage.
 */
function inOrder(marks: readonly Mark[]): Mark[] {
  const sorted = marks.toSorted(
    (a, b) => a.event.t - b.event.t || a.stage - b.stage || a.event.row - b.event.row,
  );
  const dates = [...new Set(sorted.map(({ event }) => event.date))];
  return dates.flatMap((date) => {
    const ofDay = sorted.filter(({ event }) => event.date === date);
    const way = ofDay.filter(({ event }) => !event.dayOnly);
    // The latest stages are placed first, so that of several dates at one place the earlier stage stands before.
    for (const mark of ofDay.filter(({ event }) => event.dayOnly).reverse()) {
      const before = way.findIndex(
        ({ event, stage }) =>
          stage > mark.stage ||
          (stage === mark.stage && (event.t > mark.event.t || event.row > mark.event.row)),
      );
      way.splice(before < 0 ? way.length : before, 0, mark);
    }
    return way;
  });
}

/** The last instant of the data: a final calendar date ends with its day. */
export function dataEnd({ zone }: EventTable, seen: readonly SeenEvent[]): number {
  const calendar = zoneCalendar(zone);
  return Math.max(
    -Infinity,
    ...seen.map(({ t, date, dayOnly }) => (dayOnly ? calendar.startOfDay(date + 1) - 1 : t)),
  );
}

/** Returns what the rules W1 to W6 say. Numbers at risk and bins are taken at the answer's own times. */
export async function referenceStages(
  table: EventTable,
  question: StagesQuestion,
  region: string | null,
  found: StagesAnswer,
): Promise<object> {
  const { leads, undated } = await referenceAll(table, question, region);
  const won = question.stages.length;
  const standing = (is: (at: number) => boolean): RefLead[] => leads.filter(({ at }) => is(at));
  const cycles = (is: (at: number) => boolean): number[] => standing(is).map(({ cycle }) => cycle);
  const wins = standing((at) => at === won);
  const losses = standing((at) => at > won);
  const visits = leads.flatMap((lead) => lead.visits);
  const moves = Array.from({ length: won + 2 }, (_, from) =>
    Array.from(
      { length: won + 2 },
      (__, to) => visits.filter(({ stage, next }) => stage === from && next?.stage === to).length,
    ),
  );
  const hops = visits.flatMap(({ stage, next }) => (next === null ? [] : [{ from: stage, to: next.stage }]));
  const inside = hops.filter(({ from, to }) => from < won && to < won);
  const groups =
    question.group === null
      ? []
      : groupedBy(leads.map(subjectOf(won)), await leadValue(table, question.group), question.top);
  return {
    leads: leads.length,
    won: wins.length,
    lost: losses.length,
    open: standing((at) => at < won).length,
    winRate: { k: wins.length, n: wins.length + losses.length },
    undated,
    stages: question.stages.map((_, k) => stageTime(leads, k, won, question.usual)),
    moves,
    ways: {
      advanced: inside.filter(({ from, to }) => to === from + 1).length,
      skipped: inside.filter(({ from, to }) => to > from + 1).length,
      returned: inside.filter(({ from, to }) => to < from).length,
      reopened: hops.filter(({ from, to }) => from >= won && to < won).length,
      won: hops.filter(({ to }) => to === won).length,
      lost: hops.filter(({ to }) => to > won).length,
    },
    cycle: {
      won: durationsOfList(cycles((at) => at === won)),
      lost: durationsOfList(cycles((at) => at > won)),
      closed: durationsOfList(cycles((at) => at >= won)),
      bins: {
        counts: binned(
          cycles((at) => at === won),
          found.cycle.bins.edges,
        ),
      },
    },
    conversion: referenceCurves(leads.map(subjectOf(won)), groups, found.conversion.riskTimes),
    handOver:
      question.handOver === null
        ? null
        : handOver(table, leads, won, question.handOver, found.handOver?.waiting.riskTimes ?? []),
  };
}

function subjectOf(won: number): (lead: RefLead) => RefLead & RefSubject {
  return (lead) => ({
    ...lead,
    time: lead.cycle,
    end: lead.at === won ? 'event' : lead.at < won ? 'censored' : 'immune',
  });
}

/** A lead's value of a property: its person's, or that of its first event. */
export async function leadValue(
  table: EventTable,
  { scope, name }: NonNullable<StagesQuestion['group']>,
): Promise<(lead: RefLead) => string | null> {
  const cell = await cellsOf(table, scope, name);
  return ({ person, visits }) => {
    const value = cell(scope === 'person' ? person : visits[0]!.event.row);
    return value === null ? null : String(value);
  };
}

function stageTime(leads: readonly RefLead[], k: number, won: number, share: number): object {
  const own = leads.flatMap(({ visits }) => visits).filter(({ stage }) => stage === k);
  const wins = leads.filter(({ at }) => at === won);
  const ofWins = wins.flatMap(({ visits }) => visits).filter(({ stage }) => stage === k);
  const went = (is: (to: number) => boolean): number =>
    own.filter(({ next }) => next !== null && is(next.stage)).length;
  const usual = quantileOf(
    ofWins.map(({ ms }) => ms),
    share,
  );
  const times = own.filter(({ next }) => next !== null).map(({ ms }) => ms);
  const ages = own.filter(({ next }) => next === null).map(({ ms }) => ms);
  const upTo = (limit: number): number => ages.filter((ms) => ms <= limit).length;
  const older = ages.filter((ms) => ms > 2 * usual).length;
  return {
    entered: own.length,
    wentOn: went((to) => to > k && to <= won),
    wentBack: went((to) => to < k),
    lost: went((to) => to > won),
    open: ages.length,
    time: durationsOfList(times),
    median: referenceMedian(
      referenceCurve(own.map(({ ms, next }) => ({ time: ms, end: next === null ? 'censored' : 'event' }))),
    ),
    usual,
    age: durationsOfList(ages),
    overdue: { k: ages.filter((ms) => ms > usual).length, n: Number.isNaN(usual) ? 0 : ages.length },
    aged: [upTo(usual / 2), upTo(usual) - upTo(usual / 2), upTo(2 * usual) - upTo(usual), older],
    ofWon: ofWins.reduce((sum, { ms }) => sum + ms, 0) / wins.length,
  };
}

/** W6 written out. */
function handOver(
  table: EventTable,
  leads: readonly RefLead[],
  won: number,
  { from, to }: { readonly from: number; readonly to: number },
  riskTimes: readonly number[],
): object {
  const calendar = zoneCalendar(table.zone);
  const end = dataEnd(table, seenEvents(table));
  const subjects = leads.flatMap(({ visits, at }): RefSubject[] => {
    const begin = visits.find(({ stage }) => stage === from);
    if (begin === undefined) return [];
    const done = visits.slice(visits.indexOf(begin) + 1).find(({ stage }) => stage === to);
    const { t, date, dayOnly } = begin.event;
    if (done !== undefined) return [{ time: msBetween(begin.event, done.event), end: 'event' }];
    const time = dayOnly ? (calendar.dayOf(end) - date) * DAY_MS : end - t;
    return [{ time, end: at < won ? 'censored' : 'immune' }];
  });
  const done = subjects.filter((one) => one.end === 'event');
  return {
    time: durationsOfList(done.map(({ time }) => time)),
    waiting: referenceCurves(subjects, [], riskTimes),
    open: subjects.filter((one) => one.end === 'censored').length,
  };
}

/** How many values lie in each bin, its lower edge included, the last one's upper too. */
function binned(values: readonly number[], edges: readonly number[]): number[] {
  return edges
    .slice(1)
    .map(
      (high, i) =>
        values.filter(
          (value) => value >= edges[i]! && (value < high || (i === edges.length - 2 && value === high)),
        ).length,
    );
}
