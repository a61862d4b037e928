import { defaultRevenue } from '../../../src/questions/revenue-form.ts';
import { Deal } from '../deals.ts';
import { benchOf, counted } from './analysis.ts';
import { dealEvents } from './deal-events.ts';
import { monthOf } from './labels.ts';

/** What recurring revenue gained and lost in each month, in customers and in money. */
export const revenueBench = benchOf({
  name: 'revenue',
  world: 'deals',
  reads: ['amount'],
  question: defaultRevenue(dealEvents(Deal.subscribed, Deal.changed), 'amount', dealEvents(Deal.cancelled)),
  /** Month, then customers and money that were new, reactivated, expanded, contracted and churned. */
  figures: ({ currencies }) =>
    counted(
      (currencies[0]?.periods ?? []).map((one) => [
        monthOf(one.period),
        one.customers.new,
        one.customers.reactivated,
        one.customers.expanded,
        one.customers.contracted,
        one.customers.churned,
        one.new,
        one.reactivated,
        one.expansion,
        one.contraction,
        one.churned,
      ]),
      1,
    ),
  sql: ({ month, atLargest }) => {
    const amount = `CASE WHEN name = ${Deal.cancelled} THEN 0 ELSE amount END`;
    const ends = `SELECT person, ${month('time')} AS month, ${atLargest(amount, 'time')} AS pays FROM e WHERE name BETWEEN ${Deal.subscribed} AND ${Deal.cancelled} GROUP BY person, ${month('time')}`;
    const moves = `SELECT month, pays, lag(pays, 1, -1) OVER (PARTITION BY person ORDER BY month) AS paid FROM (${ends})`;
    const kinds = [
      'paid = -1 AND pays > 0',
      'paid = 0 AND pays > 0',
      'paid > 0 AND pays > paid',
      'pays > 0 AND pays < paid',
      'paid > 0 AND pays = 0',
    ];
    const counts = kinds.map((kind) => `count(*) FILTER (WHERE ${kind})`);
    const sums = kinds.map(
      (kind, k) => `coalesce(sum(${k === 0 ? 'pays' : 'abs(pays - paid)'}) FILTER (WHERE ${kind}), 0)`,
    );
    const rows = `SELECT month, ${[...counts, ...sums].join(', ')} FROM (${moves}) WHERE pays <> paid AND pays + paid <> -1 GROUP BY month`;
    return { windows: rows };
  },
});
