import { DAY_MS } from '../base/calendar.ts';
import type { Random } from '../base/random.ts';
import type { LocalDays } from './local-days.ts';

/** When people of a world are about: relative weights. */
export interface Rhythm {
  /** Monday to Sunday. */
  readonly weekdays: readonly number[];
  /** 0 to 23 o'clock. */
  readonly hours: readonly number[];
  /** January to December. */
  readonly months: readonly number[];
  /** Growth of the number of newcomers over a year, 0.3 = 30 %. */
  readonly growth: number;
  /** Days with a push (a sale, a fair, a launch): every so many days, for so many days, by this factor. */
  readonly push: { readonly every: number; readonly days: number; readonly factor: number };
}

const HOUR_MS = DAY_MS / 24;

/** Draws instants that follow a rhythm. */
export class Hours {
  private readonly rhythm: Rhythm;
  private readonly days: LocalDays;
  private readonly random: Random;
  private readonly end: number;
  /** Sum of the day weights up to and including each day. */
  private readonly cumulated: Float64Array;
  private readonly busiest: number;
  private entryDay = 0;

  constructor(rhythm: Rhythm, days: LocalDays, end: number, random: Random) {
    this.rhythm = rhythm;
    this.days = days;
    this.random = random;
    this.end = end;
    this.busiest = Math.max(...rhythm.weekdays);
    this.cumulated = new Float64Array(days.count);
    let sum = 0;
    for (let day = 0; day < days.count; day++) {
      const { every, days: length, factor } = rhythm.push;
      const push = day % every < length ? factor : 1;
      // Neighbouring days differ by chance as well.
      const luck = Math.exp(random.normal() * 0.08);
      const growth = (1 + rhythm.growth) ** (day / 365);
      sum +=
        (rhythm.weekdays[days.weekday(day)] ?? 0) *
        (rhythm.months[days.month(day)] ?? 0) *
        push *
        luck *
        growth;
      this.cumulated[day] = sum;
    }
  }

  /** Returns an instant at which the share `quantile` of all newcomers have come; ask with rising shares. */
  entry(quantile: number): number {
    const target = quantile * (this.cumulated.at(-1) ?? 0);
    while (this.entryDay < this.days.count - 1 && (this.cumulated[this.entryDay] ?? 0) < target)
      this.entryDay++;
    const time = this.within(this.entryDay);
    if (time <= this.end) return time;
    const midnight = this.days.midnight(this.entryDay);
    return midnight + Math.floor(this.random.next() * (this.end - midnight));
  }

  /** Returns `time` moved to an hour and a weekday at which people are about, not before `earliest`. */
  settle(time: number, earliest: number): number {
    let day = this.days.dayOf(time);
    for (let tries = 0; tries < 6; tries++, day++) {
      if (this.random.next() * this.busiest < (this.rhythm.weekdays[this.days.weekday(day)] ?? 0)) break;
    }
    const settled = this.within(day);
    return settled > earliest ? settled : earliest + Math.floor((2 + this.random.next() * 50) * 60_000);
  }

  private within(day: number): number {
    const { hours } = this.rhythm;
    let left = this.random.next() * this.hourTotal;
    let hour = 0;
    for (; hour < 23; hour++) {
      left -= hours[hour] ?? 0;
      if (left < 0) break;
    }
    return Math.floor(this.days.midnight(day) + (hour + this.random.next()) * HOUR_MS);
  }

  private get hourTotal(): number {
    return (this.hourSum ??= this.rhythm.hours.reduce((sum, weight) => sum + weight, 0));
  }

  private hourSum: number | undefined;
}
