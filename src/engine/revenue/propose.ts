import type { Control } from '../../base/control.ts';
import {
  ranked,
  readsLikeCount,
  readsLikeCurrency,
  readsLikeMoney,
  readsLikeRecurring,
  words,
} from '../../domain/names.ts';
import { everything } from '../../questions/filter.ts';
import { defaultRevenue } from '../../questions/revenue-form.ts';
import type { RevenueQuestion } from '../../questions/revenue.ts';
import { usualGap, type Pass } from '../rhythm.ts';
import type { EventTable } from '../table.ts';

/** A number that is what a plan costs. */
const PRICE = /\b(prices?|plan)\b/;
/** Events that begin a subscription or change it. */
const SUBSCRIBES =
  /\b(re)?subscri(bed?|ption)|\b(plan|membership|licen[cs]e|seats?)\b|\b(up|down)graded?\b|\breactivat/;
/** Events that repeat a payment: they belong to a subscription where something else says that there is one. */
const CHARGES = /\b(renew|charged?|invoice|payment|paid|bill)/;
const ENDS = /cancel|churn|unsubscri|\b(subscription|plan|membership)\b.*\b(end|expire|stop|terminat|delete)/;
/** What was tried and not done, and what gives money back. */
const NOT = /fail|declin|refund|\btrial (end|start|expire)|viewed|visit|reminder|request/;
const PLAN = /\b(plan|tier|subscription|package)\b/;
/** Charges come again after about this share more than the usual time; later they are missed. */
const GRACE = 1.5;

/**
 * Returns the recurring revenue to begin with: of the events that carry an amount and read like a subscription by their own name, the amount's
 * or a plan beside it, until what reads like its end. Without such an end a subscription is taken to lapse once half as much again
 * as the usual time between charges has passed. null when nothing reads like a subscription.
 */
export async function proposeRevenue(table: EventTable, control: Control): Promise<RevenueQuestion | null> {
  const names = Array.from({ length: table.names.size }, (_, code) => words(table.names.text(code)));
  const isEnd = names.map((name) => ENDS.test(name));
  const able = names.map((name, code) => !isEnd[code] && !NOT.test(name));
  const amounts = ranked(
    table.eventProperties.filter(({ kind }) => kind === 'number'),
    ({ name }) => rankOf(name),
  );
  /** Passes over the data: one for the plans, one for each amount that is tried, one for the gaps. */
  const pass = (done: number): Pass => ({ control, done: done / (amounts.length + 2) });
  const planned = await carrying(table, (name) => PLAN.test(name), 'text', pass(0));
  for (const [tried, { name: amount }] of amounts.entries()) {
    const paid = await carrying(table, (name) => name === amount, 'number', pass(1 + tried));
    const strong = names.map(
      (name, code) =>
        able[code]! &&
        paid[code]! &&
        (readsLikeRecurring(amount) || SUBSCRIBES.test(name) || (CHARGES.test(name) && planned[code]!)),
    );
    if (!strong.includes(true)) continue;
    const codes = names.flatMap((name, code) =>
      strong[code]! || (able[code]! && paid[code]! && CHARGES.test(name)) ? [code] : [],
    );
    const events = codes.map((code) => table.names.text(code));
    const ended = names.flatMap((_, code) => (isEnd[code] ? [table.names.text(code)] : []));
    const gap = ended.length > 0 ? NaN : await usualGap(table, events, pass(1 + amounts.length));
    const currency = table.eventProperties.find(
      ({ name, kind }) => kind === 'text' && readsLikeCurrency(name),
    );
    const named = words(amount);
    return {
      ...defaultRevenue(
        { events, where: everything },
        amount,
        ended.length === 0 ? null : { events: ended, where: everything },
      ),
      per: /\b(arr|annual|year(ly)?)\b/.test(named) ? 'year' : /\bquarter/.test(named) ? 'quarter' : 'month',
      currency: currency?.name ?? null,
      lapse: Number.isNaN(gap) ? null : { n: Math.ceil(GRACE * gap), unit: 'day' },
    };
  }
  return null;
}

/** How likely a property is the amount, 0 best; −1: it isn't one. */
function rankOf(name: string): number {
  if (readsLikeCount(name)) return -1;
  if (readsLikeRecurring(name)) return 0;
  if (PRICE.test(words(name))) return 1;
  return readsLikeMoney(name) ? 2 : -1;
}

/** Rows between two questions whether to pause. */
const STRETCH = 1 << 16;

/** Which event names mostly carry some property of a kind: at least every other of their events has a value, not a negative one. */
async function carrying(
  table: EventTable,
  is: (name: string) => boolean,
  kind: 'text' | 'number',
  { control, done }: Pass,
): Promise<boolean[]> {
  const { names, name, eventProperties } = table;
  const all = new Uint32Array(names.size);
  for (const code of name) all[code]!++;
  const found = new Array<boolean>(names.size).fill(false);
  for (const info of eventProperties) {
    if (info.kind !== kind || !is(kind === 'number' ? info.name : words(info.name))) continue;
    const column = await table.eventColumn(info.name);
    const set = new Uint32Array(names.size);
    for (let from = 0; from < name.length; from += STRETCH) {
      if (control.due()) await control.pause(done);
      const to = Math.min(name.length, from + STRETCH);
      if (column?.kind === 'text')
        for (let row = from; row < to; row++) if (column.codes[row] !== 0) set[name[row]!]!++;
      if (column?.kind === 'number')
        for (let row = from; row < to; row++) if (column.values[row]! >= 0) set[name[row]!]!++;
    }
    for (let code = 0; code < found.length; code++)
      found[code] ||= set[code]! > 0 && 2 * set[code]! >= all[code]!;
  }
  return found;
}
