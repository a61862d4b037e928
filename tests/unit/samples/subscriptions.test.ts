import { beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../src/base/calendar.ts';
import { uncontrolled } from '../../../src/base/control.ts';
import { Dictionaries } from '../../../src/domain/text-index.ts';
import { answer } from '../../../src/engine/answer.ts';
import { generateSample } from '../../../src/samples/generate.ts';
import { LocalDays } from '../../../src/samples/local-days.ts';
import { RevenueLedger } from '../../../src/samples/revenue-ledger.ts';
import type { PlantedRevenue, Sample } from '../../../src/samples/types.ts';
import { tableOfBatch } from '../../tools/batch-table.ts';
import { eventNames, values } from './world-rows.ts';

const END = Date.UTC(2026, 2, 12, 15, 30);
const ZONE = 'Europe/Helsinki';

describe('the account of what customers pay', () => {
  it('M5 compares the two ends of each month, by hand', () => {
    const ledger = new RevenueLedger(new LocalDays(Date.UTC(2026, 3, 10), 100, 'UTC'), Date.UTC(2026, 3, 10));
    const at = (month: number, day: number): number => Date.UTC(2026, month - 1, day, 12);
    // Begins in January with 10, pays 30 from February on, leaves in March and is back in April.
    for (const [month, day, amount] of [
      [1, 5, 10],
      [2, 5, 30],
      [3, 5, 0],
      [4, 5, 10],
      [4, 20, 99], // after the data's end
    ] as const)
      ledger.pays(at(month, day), amount);
    ledger.close();
    // Comes and goes inside February: in nothing.
    ledger.pays(at(2, 3), 5);
    ledger.pays(at(2, 20), 0);
    ledger.close();
    const { months } = ledger.truth(question);
    expect(months.map(({ period, end }) => [period, end.amount, end.customers])).toEqual([
      ['2026-01-01', 10, 1],
      ['2026-02-01', 30, 1],
      ['2026-03-01', 0, 0],
      ['2026-04-01', 10, 1],
    ]);
    expect(months.map(({ money }) => [money.new, money.expansion, money.churned, money.reactivated])).toEqual(
      [
        [10, 0, 0, 0],
        [0, 20, 0, 0],
        [0, 0, 30, 0],
        [0, 0, 0, 10],
      ],
    );
  });
});

let sample: Sample;
let dictionaries: Dictionaries;
let question: PlantedRevenue['question'];

beforeAll(async () => {
  dictionaries = new Dictionaries();
  const options = { people: 20_000, seed: 5, end: END, timeZone: ZONE };
  sample = await generateSample('trial', options, dictionaries);
  question = sample.revenue!.question;
});

describe('subscriptions in the trial world', () => {
  it('M5 the engine finds what was planted, month by month', async () => {
    const table = tableOfBatch(sample.batch, dictionaries, ZONE);
    const { currencies, notes } = await answer(table, question, uncontrolled);
    expect(notes).toEqual([]);
    expect(currencies.map(({ currency }) => currency)).toEqual(['EUR']);
    const planted = sample.revenue!.months;
    expect(planted.length).toBeGreaterThan(12);
    expect(
      currencies[0]!.periods.map((found) => ({
        period: found.period,
        start: { amount: found.start, customers: found.customers.start },
        end: { amount: found.end, customers: found.customers.end },
        money: {
          new: found.new,
          reactivated: found.reactivated,
          expansion: found.expansion,
          contraction: found.contraction,
          churned: found.churned,
        },
        customers: {
          new: found.customers.new,
          reactivated: found.customers.reactivated,
          expansion: found.customers.expanded,
          contraction: found.customers.contracted,
          churned: found.customers.churned,
        },
      })),
    ).toEqual(planted);
  });

  it('has every kind of change, and a rise of prices that shows as expansion of two months', () => {
    const { months } = sample.revenue!;
    const sum = (kind: keyof (typeof months)[number]['customers']): number =>
      months.reduce((all, { customers }) => all + customers[kind], 0);
    for (const kind of ['new', 'reactivated', 'expansion', 'contraction', 'churned'] as const)
      expect(sum(kind), kind).toBeGreaterThan(10);
    // 130 days before 12 March 2026 is 2 November 2025: everyone on that plan is charged anew within 30 days.
    const raised = months.find(({ period }) => period === '2025-11-01')!;
    const others = months.filter(({ period }) => period !== '2025-11-01' && period !== '2025-12-01');
    expect(raised.customers.expansion).toBeGreaterThan(
      3 * Math.max(...others.map(({ customers }) => customers.expansion)),
    );
  });

  it('lets use thin out before customers leave of their own accord, and says why they left', () => {
    const { batch } = sample;
    const names = eventNames(batch);
    const reasons = values(batch, 'events', 'reason');
    const { person, time } = batch.events;
    let far = 0;
    let near = 0;
    let leavers = 0;
    names.forEach((name, row) => {
      if (name !== 'Cancelled') return;
      expect(reasons[row]).not.toBeUndefined();
      if (reasons[row] === 'Payment') return;
      const days = (at: number): number => (time[row]! - time[at]!) / DAY_MS;
      const own: number[] = [];
      for (let at = row; at >= 0 && person[at] === person[row]; at--) own.push(at);
      // Who was a customer for long enough that both stretches lie after the first payment.
      const from = own.find((at) => /ubscribed$/.test(names[at]!));
      if (from === undefined || days(from) < 120) return;
      leavers++;
      near += own.filter((at) => names[at] === 'Session' && days(at) <= 30).length;
      far += own.filter((at) => names[at] === 'Session' && days(at) > 90 && days(at) <= 120).length;
    });
    expect(leavers).toBeGreaterThan(20);
    expect(near).toBeLessThan(far / 2);
  });

  it('knows what is paid per month for every charge, whatever it is billed by', () => {
    const { batch } = sample;
    const billing = values(batch, 'events', 'billing');
    const charged = values(batch, 'events', 'value').map(Number);
    values(batch, 'events', 'mrr').forEach((mrr, row) => {
      if (mrr === undefined) return;
      expect(mrr).toBe(billing[row] === 'Yearly' ? charged[row]! / 12 : charged[row]);
    });
  });
});
