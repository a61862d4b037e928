import * as v from 'valibot';
import { parseDate } from '../base/calendar.ts';
import { everything, type Filter, type PropertyRef } from './filter.ts';
import type { EventMatch, Span } from './funnel.ts';

/** A name of an event or a property: text that isn't empty. */
export const name = v.pipe(v.string(), v.minLength(1));
/** A whole number, 0 or more. */
export const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
/** A whole number, 1 or more. */
export const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
/** How many of the largest groups are told apart: 1 to 100. */
export const top = v.pipe(positive, v.maxValue(100));
/** A property of events or people. */
export const property = v.object({ scope: v.picklist(['event', 'person']), name }) satisfies v.GenericSchema<
  unknown,
  PropertyRef
>;

/** A property by whose largest values figures are split; absent: they aren't. */
export const breakdown = v.optional(v.nullable(v.object({ property, top: v.optional(top, 8) })), null);

const filterValue = v.union([v.string(), v.pipe(v.number(), v.finite())]);
const condition = v.object({
  kind: v.literal('is'),
  property,
  op: v.picklist([
    'equals',
    'not-equals',
    'contains',
    'not-contains',
    'set',
    'unset',
    'less',
    'at-most',
    'greater',
    'at-least',
    'between',
    'before',
    'after',
    'in',
    'not-in',
  ]),
  value: v.exactOptional(v.union([filterValue, v.array(filterValue)])),
});
const filter: v.GenericSchema<unknown, Filter> = v.variant('kind', [
  v.object({ kind: v.literal('all'), of: v.array(v.lazy(() => filter)) }),
  v.object({ kind: v.literal('any'), of: v.array(v.lazy(() => filter)) }),
  v.object({ kind: v.literal('not'), of: v.lazy(() => filter) }),
  condition,
]);
/** A filter; absent: everything. */
export const anything = v.optional(filter, everything);

/** A length of time, not negative. */
export const span = v.object({
  n: v.pipe(v.number(), v.finite(), v.minValue(0)),
  unit: v.picklist(['second', 'minute', 'hour', 'day', 'week']),
}) satisfies v.GenericSchema<unknown, Span>;

const date = v.pipe(
  v.string(),
  v.check((text) => parseDate(text) !== null, 'a date of the calendar, YYYY-MM-DD'),
);
/** Entries of a range of calendar dates that doesn't end before it begins; absent ends are open. */
export const dates = { from: v.optional(v.nullable(date), null), to: v.optional(v.nullable(date), null) };
/** Whether a range doesn't end before it begins. */
export const ascending = ({
  from,
  to,
}: {
  readonly from: string | null;
  readonly to: string | null;
}): boolean => from === null || to === null || from <= to;
/** What `ascending` refuses, in words. */
export const BACKWARDS = 'a range that ends before it begins';
/** A range of calendar dates, both included. */
export const dateRange = v.pipe(v.object(dates), v.check(ascending, BACKWARDS));

/** Returns the schema of a comparison whose ranges have the given one; absent: nothing is compared. */
export function comparison<const Range extends v.GenericSchema>(range: Range) {
  return v.optional(
    v.nullable(
      v.variant('with', [
        v.object({ with: v.literal('previous') }),
        v.object({ with: v.literal('other'), people: anything, range: v.optional(range, {}) }),
      ]),
    ),
    null,
  );
}

/** Entries of an event match. */
export const matchEntries = { events: v.array(name), where: anything };
/** Events by name and condition; in an address a bare name or list of names stands for those events. */
export const match = v.object(matchEntries) satisfies v.GenericSchema<unknown, EventMatch>;

/** A calendar period. */
export const period = v.picklist(['hour', 'day', 'week', 'month', 'quarter', 'year']);
/** The only version so far. */
export const version = v.optional(v.literal(1), 1);
