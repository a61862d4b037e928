/** A name as words: `planPrice_monthly` reads `plan price monthly`. */
export const words = (name: string): string =>
  name
    .replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .toLowerCase();

/** Names under which data keep amounts of money, the likeliest to say what somebody or something is worth first. */
const AMOUNTS = [
  /\b(closed?|deal|contract) ?(value|amount)\b/,
  /\b(?<!cart )(value|amount|revenue)\b/,
  /\b(cart ?value|prices?|total|mrr|arr|gmv|sum|sales|spend|spent|charges?|fees?|costs?|paid|payment|income)\b/,
];
/**
 * What is counted is no money: `total_items`. One thing is counted where the name is of it, `total item`, `day of payment`, not where it says
 * what an amount is of, `item revenue`.
 */
const COUNTED =
  /\b(count|number|items|quantity|qty|units|orders|visits|seats|users|days|months|times|id)\b|\b(item|unit|seat|user|day|month|no)( of\b| ?$)|^no\b/;
/** What an amount is shared among: `revenue per user`. */
const PER = /\bper \p{L}+/gu;
/** Amounts that somebody states or hopes for, as most often a company's own `annual revenue`; and parts of another one. */
const HOPED = /\b(declared|estimated|expected|forecast|target|budget|annual|monthly|yearly)\b/;
const PART = /\b(tax(es)?|vat|discounts?|shipping|refund(s|ed)?|fees?|costs?)\b/;
const RECURRING = /\b(mrr|arr|recurring|subscription|monthly|annual)\b/;
const CURRENCY = /\b(currency|currencycode|ccy)\b/;

/** Whether what is called so is a count of something. */
export const readsLikeCount = (name: string): boolean => COUNTED.test(words(name).replaceAll(PER, ''));

/** How likely a number of this name is an amount of money, 0 the likeliest; −1: it does not read like one. */
function moneyRank(name: string): number {
  return readsLikeCount(name) ? -1 : AMOUNTS.findIndex((reads) => reads.test(words(name)));
}

/** Whether a number of this name reads like an amount of money, to be written with a currency. */
export const readsLikeMoney = (name: string): boolean => moneyRank(name) >= 0;

/** Returns the names with those that read like money first, the likeliest of them foremost; else in their own order. */
export function likeliestMoneyFirst(names: readonly string[]): readonly string[] {
  const place = (name: string): number => (readsLikeMoney(name) ? moneyRank(name) : AMOUNTS.length);
  return names.toSorted((a, b) => place(a) - place(b));
}

/** As `moneyRank`, of amounts that say what somebody or something is worth: none that is hoped for or a part of another one. */
export function worthRank(name: string): number {
  const said = words(name);
  return HOPED.test(said) || PART.test(said) ? -1 : moneyRank(name);
}

/** Returns those with a rank of 0 or more, the lowest first, equal ones in their own order. */
export function ranked<T>(all: readonly T[], rankOf: (one: T) => number): T[] {
  return all
    .map((one) => ({ one, rank: rankOf(one) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}

/** Whether an amount of this name is paid again and again, so that what events say of it doesn't add up. */
export const readsLikeRecurring = (name: string): boolean => RECURRING.test(words(name));

/** Whether a text of this name says what amounts are in. */
export const readsLikeCurrency = (name: string): boolean => CURRENCY.test(words(name));
