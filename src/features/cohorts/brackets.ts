import type { PeriodUnit } from '../../base/calendar.ts';

/** What a written list of bracket ends says: the lengths of the columns, or what is wrong with it and where. */
export type ReadBrackets =
  | { readonly lengths: readonly number[] }
  | { readonly wrong: 'empty' | 'number' | 'order' | 'far' | 'many'; readonly at: string };

/** Limits of a question's brackets. */
export const MOST_BRACKETS = 100;
export const LAST_PERIOD = 10_000;

/** Ends that are often asked for, by unit. */
const USUAL: Readonly<Record<PeriodUnit, readonly number[]>> = {
  hour: [1, 6, 24, 72, 168],
  day: [1, 3, 7, 14, 30],
  week: [1, 2, 4, 8, 13, 26],
  month: [1, 3, 6, 12],
  quarter: [1, 2, 4, 8],
  year: [1, 2, 5],
};

/** Returns the lengths (periods) of the brackets proposed for a unit. */
export function usualBrackets(unit: PeriodUnit): readonly number[] {
  return lengthsOf(USUAL[unit]);
}

/** Returns the last period of each bracket: lengths 1, 2 and 4 end at periods 1, 3 and 7. */
export function bracketEnds(lengths: readonly number[]): readonly number[] {
  let end = 0;
  return lengths.map((length) => (end += length));
}

/** Reads ends such as `1, 3, 7, 14` (blanks, commas or semicolons between them). */
export function readBrackets(text: string): ReadBrackets {
  const parts = text.split(/[\s,;]+/u).filter((part) => part !== '');
  const ends: number[] = [];
  for (const part of parts) {
    const end = /^\d{1,9}$/u.test(part) ? Number(part) : 0;
    if (end < 1) return { wrong: 'number', at: part };
    if (end > LAST_PERIOD) return { wrong: 'far', at: part };
    if (end <= (ends.at(-1) ?? 0)) return { wrong: 'order', at: part };
    ends.push(end);
  }
  if (ends.length === 0) return { wrong: 'empty', at: '' };
  if (ends.length > MOST_BRACKETS) return { wrong: 'many', at: String(ends.length) };
  return { lengths: lengthsOf(ends) };
}

function lengthsOf(ends: readonly number[]): readonly number[] {
  return ends.map((end, index) => end - (ends[index - 1] ?? 0));
}
