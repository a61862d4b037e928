import type { MoneyText } from '../../charts/waterfall/changes.ts';
import type { Format } from '../../i18n/format.ts';
import type { RevenuePeriod } from '../../questions/revenue.ts';

/** Sums of fractions are whole when they are this near to it. */
const NEAR = 1e-6;
const round = (amount: number): number =>
  Math.abs(amount - Math.round(amount)) < NEAR ? Math.round(amount) : amount;

/**
 * Returns what writes the amounts of a currency: all with the currency's decimals when one of the periods has a fraction, else all whole, so
 * that sums can be followed.
 * @param currency what the data call it; null: none is given
 * @param fallback ISO 4217 code of the workspace
 */
export function moneyOf(
  currency: string | null,
  fallback: string,
  periods: readonly RevenuePeriod[],
  format: Format,
): MoneyText {
  const code = currency ?? fallback;
  const whole = periods.every((period) =>
    [
      period.start,
      period.new,
      period.reactivated,
      period.expansion,
      period.contraction,
      period.churned,
      period.end,
    ].every((amount) => Number.isInteger(round(amount))),
  );
  const fine = (amount: number): string => format.money(amount, code, decimalsOf(code));
  return {
    exact: whole ? (amount) => format.money(round(amount), code, 0) : fine,
    fine,
    short: (amount) => format.shortMoney(amount, code),
  };
}

/** Decimals that a currency is written with; 2 for what is none. */
function decimalsOf(code: string): number {
  try {
    return (
      new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions()
        .maximumFractionDigits ?? 2
    );
  } catch {
    return 2;
  }
}
