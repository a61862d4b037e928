import { DAY_MS } from '../../base/calendar.ts';
import type { Control } from '../../base/control.ts';
import { EventClock } from '../funnel/clock.ts';
import { NONE } from '../funnel/outcomes.ts';
import type { ChurnPlan } from './plan.ts';
import { meaningOf, Sign, signOf } from './signs.ts';

/** Stays of people as customers, one entry each, in the order of people and time. */
export class Stays {
  count = 0;
  person: Uint32Array;
  /** 1 for a person's first stay, the one that the curves show. */
  first: Uint8Array;
  /** Row with which it began. */
  start: Uint32Array;
  /** Row of the last sign of life in it. */
  last: Uint32Array;
  /** Row of the event that ended it; NONE where silence did or nothing has. */
  gone: Uint32Array;
  /** When it was known to be over (S2), epoch ms; NaN: not over. */
  goneAt: Float64Array;
  /** Ms from its start to its end, or to the end of the data (S3). */
  time: Float64Array;

  /** `expected`: how many there may be; more are no harm. */
  constructor(expected = 0) {
    const size = Math.max(64, expected);
    this.person = new Uint32Array(size);
    this.first = new Uint8Array(size);
    this.start = new Uint32Array(size);
    this.last = new Uint32Array(size);
    this.gone = new Uint32Array(size);
    this.goneAt = new Float64Array(size);
    this.time = new Float64Array(size);
  }

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
  const sweep = new StaySweep(plan);
  for (let person = 0; person < table.personCount; person++) {
    if ((person & 1023) === 0 && control.due()) await control.pause(0.3 + 0.5 * (person / table.personCount));
    if (people === null || people(person)) sweep.add(person);
  }
  if (sweep.undated > 0) plan.notes.push({ code: 'undated', details: { events: sweep.undated } });
  return sweep.stays;
}

/** Turns the events of one person after the other into stays. */
class StaySweep {
  readonly stays: Stays;
  /** Events without a date that mean something for churn. */
  undated = 0;
  private readonly plan: ChurnPlan;
  private readonly clock: EventClock;
  /** Ms of silence that end a stay; Infinity: none do. */
  private readonly limit: number;
  private readonly silent: boolean;

  constructor(plan: ChurnPlan) {
    this.plan = plan;
    // Most people stay at least once; of those that a filter selects nobody knows how many there are.
    this.stays = new Stays(plan.people === null ? plan.table.personCount : 0);
    this.clock = new EventClock(plan.table);
    this.limit = plan.silence?.ms ?? Infinity;
    this.silent = plan.question.rule.by === 'silence';
  }

  /** Adds the stays of a person. */
  add(person: number): void {
    const { plan, clock, silent, limit, stays } = this;
    const { begin, end } = plan;
    const { time, offsets } = plan.table;
    const to = offsets[person + 1]!;
    let start = NONE;
    let last = NONE;
    let seen = 0;
    // An end by an instant and one by a calendar date, which goes on tying while its day does.
    let ending = NONE;
    let dayEnding = NONE;
    let row = offsets[person]!;
    for (; row < to; row++) {
      const at = time[row]!;
      if (Number.isNaN(at)) break;
      const sign = signOf(plan, row, person);
      if ((sign & Sign.gone) !== 0) {
        if (clock.isDay(row)) dayEnding = dayEnding === NONE ? row : dayEnding;
        else if (ending === NONE) ending = row;
      } else if (sign !== 0) {
        if (start !== NONE && silent && clock.deadline(last, limit) < at) {
          this.endBySilence(person, seen === 1, start, last);
          start = NONE;
        }
        if (start !== NONE) last = row;
        else if ((sign & (seen > 0 && silent ? Sign.start | Sign.life : Sign.start)) !== 0) {
          if (seen === 0 && !(at >= begin.from && at < begin.to)) return;
          seen++;
          start = row;
          last = row;
        }
      }
      // Of events that tie, beginnings come before the end, whatever their order in the file.
      if (ending !== NONE && !(row + 1 < to && clock.tied(ending, row + 1))) {
        if (start !== NONE) this.endByEvent(person, seen === 1, start, last, ending);
        start = NONE;
        ending = NONE;
      }
      if (dayEnding !== NONE && !(row + 1 < to && clock.tied(dayEnding, row + 1))) {
        if (start !== NONE) this.endByEvent(person, seen === 1, start, last, dayEnding);
        start = NONE;
        dayEnding = NONE;
      }
    }
    if (start !== NONE) {
      if (silent && clock.deadline(last, limit) < end) this.endBySilence(person, seen === 1, start, last);
      else stays.add(person, seen === 1, start, last, NONE, NaN, clock.until(start, end));
    }
    for (; row < to; row++) this.undated += Number(meaningOf(plan, row, person) !== 0);
  }

  private endByEvent(person: number, first: boolean, start: number, last: number, by: number): void {
    const { time } = this.plan.table;
    // A person can't have gone before the beginning that ties with it.
    const at = Math.max(time[by]!, time[start]!);
    this.stays.add(person, first, start, last, by, at, this.clock.elapsed(start, by));
  }

  private endBySilence(person: number, first: boolean, start: number, last: number): void {
    const { clock, limit } = this;
    const lasted = clock.isDay(last) ? (Math.floor(limit / DAY_MS) + 1) * DAY_MS : limit;
    const at = clock.passed(last, limit);
    this.stays.add(person, first, start, last, NONE, at, clock.elapsed(start, last) + lasted);
  }
}
