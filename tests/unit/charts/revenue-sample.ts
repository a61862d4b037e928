import { wilson } from '../../../src/engine/statistics/wilson.ts';
import type { RevenuePeriod } from '../../../src/questions/revenue.ts';

/** What changed in a period: amounts and customers, in the order new, reactivated, expansion, contraction, churned. */
export type Moves = readonly [number, number, number, number, number];

/** Periods from January 2026 on as the sums they are; the last is not over. Amounts and customers of each, by hand. */
export function revenueOf(
  all: readonly { readonly money: Moves; readonly customers: Moves }[],
  from = 0,
): RevenuePeriod[] {
  let paid = from;
  let payers = from === 0 ? 0 : 100;
  return all.map(({ money, customers }, index) => {
    const start = paid;
    const before = payers;
    const [fresh, reactivated, expansion, contraction, churned] = money;
    paid += fresh + reactivated + expansion - contraction - churned;
    payers += customers[0] + customers[1] - customers[4];
    const lost = contraction + churned;
    return {
      period: `2026-${String(index + 1).padStart(2, '0')}-01`,
      start,
      new: fresh,
      reactivated,
      expansion,
      contraction,
      churned,
      end: paid,
      customers: {
        start: before,
        new: customers[0],
        reactivated: customers[1],
        expanded: customers[2],
        contracted: customers[3],
        churned: customers[4],
        end: payers,
      },
      customerChurn: wilson(customers[4], before),
      grossChurn: before === 0 ? NaN : lost / start,
      netChurn: before === 0 ? NaN : (lost - expansion) / start,
      complete: index < all.length - 1,
    };
  });
}

/** 0 → 400 → 475 → 500, made for these tests. */
export const quarter = revenueOf([
  { money: [400, 0, 0, 0, 0], customers: [8, 0, 0, 0, 0] },
  { money: [100, 0, 50, 25, 50], customers: [2, 0, 1, 1, 1] },
  { money: [0, 50, 25, 0, 50], customers: [0, 1, 1, 0, 1] },
]);
