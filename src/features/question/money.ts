/** Headers under which data keep amounts of money, the likeliest first. */
const MONEY = [
  /(^|[^a-z])(value|amount|revenue)([^a-z]|$)/,
  /(^|[^a-z])(prices?|total|mrr|arr|gmv|sales|spend|spent|charges?|fees?|costs?|paid|payment|income)([^a-z]|$)/,
];
/** What is counted is no money: `total_items`. */
const COUNTED = /(^|[^a-z])(count|number|items|quantity|qty|units|orders|visits|days|times|id)([^a-z]|$)/;

/** How likely a number of this name is an amount of money, 0 the likeliest; -1: it does not read like one. */
function rankOf(name: string): number {
  const words = name.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ').toLowerCase();
  return COUNTED.test(words) ? -1 : MONEY.findIndex((reads) => reads.test(words));
}

/** Whether a number of this name reads like an amount of money, to be written with a currency. */
export const readsLikeMoney = (name: string): boolean => rankOf(name) >= 0;

/** Returns the names with those that read like money first, the likeliest of them foremost; else in their own order. */
export function likeliestMoneyFirst(names: readonly string[]): readonly string[] {
  const place = (name: string): number => (readsLikeMoney(name) ? rankOf(name) : MONEY.length);
  return names.toSorted((a, b) => place(a) - place(b));
}
