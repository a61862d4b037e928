import type { RevenueQuestion } from '../questions/revenue.ts';
import type { LocalDays } from './local-days.ts';
import type { PlantedMonth, PlantedRevenue } from './types.ts';

type Change = keyof PlantedMonth['money'];

interface Tally {
  readonly money: Record<Change, number>;
  readonly customers: Record<Change, number>;
}

const nothing = (): Record<Change, number> => ({
  new: 0,
  reactivated: 0,
  expansion: 0,
  contraction: 0,
  churned: 0,
});

/**
 * The account of what the customers of a sample world pay, kept while they are told: at the end of every calendar month of the
 * world's zone each person's amount is compared with that at its beginning (rule M5).
 */
export class RevenueLedger {
  private readonly end: number;
  /** First date and first instant of every month; the first and the last may lie partly outside the world. */
  private readonly months: readonly { readonly period: string; readonly from: number }[];
  private readonly tallies: readonly Tally[];
  private own: { readonly time: number; readonly amount: number }[] = [];

  constructor(days: LocalDays, end: number) {
    this.end = end;
    const months: { period: string; from: number }[] = [];
    for (let day = 0; day < days.count; day++) {
      const period = `${days.date(day).slice(0, 7)}-01`;
      if (months.at(-1)?.period !== period) months.push({ period, from: days.midnight(day) });
    }
    this.months = months;
    this.tallies = months.map(() => ({ money: nothing(), customers: nothing() }));
  }

  /** Notes what the person being told pays per month from `time` on; after the data's end nothing is noted. */
  pays(time: number, amount: number): void {
    if (time <= this.end) this.own.push({ time: Math.floor(time / 1000) * 1000, amount });
  }

  /** Enters what was noted since the last one into the account, as one person's. */
  close(): void {
    const { own, months, tallies } = this;
    this.own = [];
    if (own.length === 0) return;
    own.sort((a, b) => a.time - b.time);
    let at = 0;
    let before = false;
    let amount = 0;
    for (const [index, { money, customers }] of tallies.entries()) {
      const start = amount;
      const known = before;
      const until = months[index + 1]?.from ?? Infinity;
      for (; at < own.length && own[at]!.time < until; at++) {
        amount = own[at]!.amount;
        before ||= amount > 0;
      }
      if (amount === start) continue;
      const change =
        start === 0
          ? known
            ? 'reactivated'
            : 'new'
          : amount === 0
            ? 'churned'
            : amount > start
              ? 'expansion'
              : 'contraction';
      money[change] += Math.abs(amount - start);
      customers[change]++;
    }
  }

  /** Returns the account as ground truth for `question`, once everyone was told: the months from the first with a customer on. */
  truth(question: RevenueQuestion): PlantedRevenue {
    let paid = 0;
    let payers = 0;
    const months = this.months.map(({ period }, index): PlantedMonth => {
      const { money, customers } = this.tallies[index]!;
      const start = { amount: paid, customers: payers };
      paid += money.new + money.reactivated + money.expansion - money.contraction - money.churned;
      payers += customers.new + customers.reactivated - customers.churned;
      return { period, start, end: { amount: paid, customers: payers }, money, customers };
    });
    const first = months.findIndex(({ customers }) => customers.new > 0);
    return { question, months: first < 0 ? [] : months.slice(first) };
  }
}
