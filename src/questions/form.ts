import type * as v from 'valibot';
import type { Plain } from './notation.ts';

/** What validation and addresses need to know of one kind of question. */
export interface Form<Q> {
  /** Checks a plain value and fills in what is missing. */
  readonly schema: v.GenericSchema<unknown, Q>;
  /** Parts that an address leaves out because they are as here; the schema must fill in the same. */
  readonly defaults: Readonly<Record<string, unknown>>;
  /** Parts that an address writes shorter; each has its way back in `widen`. */
  readonly shorten?: (brief: Record<string, Plain>) => Record<string, Plain>;
  readonly widen?: (value: Record<string, Plain>) => Record<string, unknown>;
}

/** Returns an object without the entries that are as in `defaults`, compared as JSON. */
export function without(value: Plain, defaults: Readonly<Record<string, unknown>>): Record<string, Plain> {
  return Object.fromEntries(
    Object.entries(value as Record<string, Plain>).filter(
      ([key, part]) => JSON.stringify(part) !== JSON.stringify(defaults[key]),
    ),
  );
}

/** Returns an event match as one name or a list of names where it asks for nothing but those; else as it is. */
export function briefMatch(match: Plain): Plain {
  const { events, where, ...rest } = match as { readonly [key: string]: Plain };
  const bare =
    Object.keys(rest).length === 0 &&
    (where === undefined || JSON.stringify(where) === '{"kind":"all","of":[]}');
  if (!bare || !Array.isArray(events)) return match;
  const names = events as readonly Plain[];
  return names.length === 1 ? names[0]! : names;
}

/** Reads what `briefMatch` wrote. */
export function fullMatch(match: Plain): Plain {
  if (typeof match === 'string') return { events: [match] };
  if (Array.isArray(match)) return { events: match as readonly Plain[] };
  return match;
}

/** Returns `shorten` and `widen` for a question whose entries `keys` are event matches or null. */
export function matchesAt(...keys: readonly string[]): Pick<Required<Form<unknown>>, 'shorten' | 'widen'> {
  const each = (value: Record<string, Plain>, change: (part: Plain) => Plain): Record<string, Plain> =>
    Object.fromEntries(
      Object.entries(value).map(([key, part]) => [
        key,
        keys.includes(key) && part !== null ? change(part) : part,
      ]),
    );
  return { shorten: (brief) => each(brief, briefMatch), widen: (value) => each(value, fullMatch) };
}
