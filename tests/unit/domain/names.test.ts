import { describe, expect, it } from 'vitest';
import {
  ranked,
  readsLikeCount,
  readsLikeCurrency,
  readsLikeMoney,
  readsLikeRecurring,
  words,
  worthRank,
} from '../../../src/domain/names.ts';

describe('what a name reads like', () => {
  it('is read word by word, however it is written', () => {
    expect(words('planPrice_monthly')).toBe('plan price monthly');
  });

  it('tells amounts from counts of things', () => {
    const money = [
      'close_value',
      'DealAmount',
      'TotalCharges',
      'MonthlyCharges',
      'mrr',
      'unit_price',
      'tax_amount',
    ];
    expect(money.filter((name) => !readsLikeMoney(name))).toEqual([]);
    const counts = ['total_items', 'order_count', 'days_active', 'Number of seats', 'customer_id'];
    expect(counts.filter((name) => !readsLikeCount(name) || readsLikeMoney(name))).toEqual([]);
    expect(['carrier', 'age', 'cds'].some((name) => readsLikeMoney(name) || readsLikeCount(name))).toBe(
      false,
    );
  });

  it('takes what an amount is of for no count of it', () => {
    const money = [
      // An item's amount among the parameters of Google Analytics 4.
      'item_revenue',
      'item_total',
      'itemPrice',
      'user_spend',
      'user_lifetime_value',
      'seat_price',
      'Total day charge',
      'month_to_date_revenue',
      'revenue_per_user',
      'cost per order',
      'price_no_vat',
      'income_no_tax',
    ];
    expect(money.filter((name) => readsLikeCount(name) || !readsLikeMoney(name))).toEqual([]);
    const counts = ['invoice_no', 'Payment No.', 'no_of_sales', 'no sales', 'total item', 'payment_day'];
    const more = ['day_of_payment', 'orders_per_user', 'items per order', 'value_id', 'paid_seats'];
    expect([...counts, ...more].filter((name) => !readsLikeCount(name) || readsLikeMoney(name))).toEqual([]);
  });

  it('takes for a worth what is paid, not what is hoped for nor a part of it', () => {
    const names = ['price', 'declared_monthly_revenue', 'amount', 'shipping cost', 'Close Value', 'age'];
    expect(ranked(names, worthRank)).toEqual(['Close Value', 'amount', 'price']);
    // What is in a cart is not yet paid.
    expect(ranked(['cart_value', 'value'], worthRank)).toEqual(['value', 'cart_value']);
  });

  it('M1 finds what says a currency, and amounts that recur', () => {
    expect(['Deal currency', 'currencyCode', 'ccy'].every(readsLikeCurrency)).toBe(true);
    expect(readsLikeCurrency('country')).toBe(false);
    expect(['mrr', 'plan_arr', 'monthlyFee'].every(readsLikeRecurring)).toBe(true);
    expect(readsLikeRecurring('total')).toBe(false);
  });
});
