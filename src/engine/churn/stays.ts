import { DAY_MS } from '../../base/calendar.ts';
import type { Control } from '../../base/control.ts';
import { eventClock } from '../funnel/clock.ts';
import { NONE } from '../funnel/outcomes.ts';
import type { ChurnPlan } from './plan.ts';
import { meaningOf, Sign, signOf } from './signs.ts';

/** Stays of people as customers, one entry each, in the order of people and time. */
export class Stays {
  count = 0;
  person = new Uint32Array(1024);
  /** 1 for a person's first stay, the one that the curves show. */
  first = new Uint8Array(1024);
  /** Row with which it began. */
  start = new Uint32Array(1024);
  /** Row of the last sign of life in it. */
  last = new Uint32Array(1024);
  /** Row of the event that ended it; NONE where silence did or nothing has. */
  gone = new Uint32Array(1024);
  /** When it was known to be over (S2), epoch ms; NaN: not over. */
  goneAt = new Float64Array(1024);
  /** Ms from its start to its end, or to the end of the data (S3). */
  time = new Float64Array(1024);

  /** Adds a stay. */
  add(
    person: number,
    first: boolean,
    start: number,
    last: number,
    gone: number,
    goneAt: number,
    time: number,
  ): void {
    const i = this.count++;
    if (i === this.person.length) this.grow();
    this.person[i] = person;
    this.first[i] = Number(first);
    this.start[i] = start;
    this.last[i] = last;
    this.gone[i] = gone;
    this.goneAt[i] = goneAt;
    this.time[i] = time;
  }

  private grow(): void {
    const size = 2 * this.count;
    this.person = larger(this.person, new Uint32Array(size));
    this.first = larger(this.first, new Uint8Array(size));
    this.start = larger(this.start, new Uint32Array(size));
    this.last = larger(this.last, new Uint32Array(size));
    this.gone = larger(this.gone, new Uint32Array(size));
    this.goneAt = larger(this.goneAt, new Float64Array(size));
    this.time = larger(this.time, new Float64Array(size));
  }
}

function larger<T extends Uint8Array | Uint32Array | Float64Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

/** Returns the stays of everyone asked about: one linear sweep (S1 to S3). Notes undated events that mean something for churn. */
export async function findStays(plan: ChurnPlan, control: Control): Promise<Stays> {
  const { table, people } = plan;
  const stays = new Stays();
  const add = staySweep(plan, stays);
  let undated = 0;
  for (let person = 0; person < table.personCount; person++) {
    if ((person & 1023) === 0 && control.due()) await control.pause(0.3 + 0.5 * (person / table.personCount));
    if (people === null || people(person)) undated += add(person);
  }
  if (undated > 0) plan.notes.push({ code: 'undated', details: { events: undated } });
  return stays;
}

/** Returns what adds one person's stays and tells how many undated ones that mean something it passed over. */
function staySweep(plan: ChurnPlan, stays: Stays): (person: number) => number {
  const { table, begin, question } = plan;
  const { time, dayOnly, offsets } = table;
  const clock = eventClock(table);
  const silent = question.rule.by === 'silence';
  const limit = plan.silence?.ms ?? Infinity;
  const isDay = (row: number): boolean => dayOnly !== null && dayOnly[row] === 1;
  /** Last instant that isn't yet too long after a row. */
  const deadline = (row: number): number => (isDay(row) ? clock.deadline(row, limit) : time[row]! + limit);
  const bySilence = (person: number, first: boolean, start: number, last: number): void => {
    const lasted = isDay(last) ? (Math.floor(limit / DAY_MS) + 1) * DAY_MS : limit;
    const at = clock.passed(last, limit);
    stays.add(person, first, start, last, NONE, at, clock.elapsed(start, last) + lasted);
  };
  return (person) => {
    const to = offsets[person + 1]!;
    let start = NONE;
    let last = NONE;
    let seen = 0;
    // An end by an instant and one by a calendar date, which goes on tying while its day does.
    let ending = NONE;
    let dayEnding = NONE;
    const end = (by: number): void => {
      // A person can't have gone before the beginning that ties with it.
      if (start !== NONE)
        stays.add(
          person,
          seen === 1,
          start,
          last,
          by,
          Math.max(time[by]!, time[start]!),
          clock.elapsed(start, by),
        );
      start = NONE;
    };
    let row = offsets[person]!;
    for (; row < to; row++) {
      const at = time[row]!;
      if (Number.isNaN(at)) break;
      const sign = signOf(plan, row, person);
      if ((sign & Sign.gone) !== 0) {
        if (isDay(row)) dayEnding = dayEnding === NONE ? row : dayEnding;
        else if (ending === NONE) ending = row;
      } else if (sign !== 0) {
        if (start !== NONE && silent && deadline(last) < at) {
          bySilence(person, seen === 1, start, last);
          start = NONE;
        }
        if (start !== NONE) last = row;
        else if ((sign & (seen > 0 && silent ? Sign.start | Sign.life : Sign.start)) !== 0) {
          if (seen === 0 && !(at >= begin.from && at < begin.to)) return 0;
          seen++;
          start = row;
          last = row;
        }
      }
      // Of events that tie, beginnings come before the end, whatever their order in the file.
      if (ending !== NONE && !(row + 1 < to && clock.tied(ending, row + 1))) {
        end(ending);
        ending = NONE;
      }
      if (dayEnding !== NONE && !(row + 1 < to && clock.tied(dayEnding, row + 1))) {
        end(dayEnding);
        dayEnding = NONE;
      }
    }
    if (start !== NONE) {
      if (silent && deadline(last) < plan.end) bySilence(person, seen === 1, start, last);
      else stays.add(person, seen === 1, start, last, NONE, NaN, clock.until(start, plan.end));
    }
    let undated = 0;
    for (; row < to; row++) undated += Number(meaningOf(plan, row, person) !== 0);
    return undated;
  };
}
