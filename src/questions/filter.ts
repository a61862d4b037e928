/**
 * A condition on events or people, as plain JSON. Missing values satisfy only `unset`, `not-equals`,
 * `not-contains` and `not-in`; every other operator is false on them.
 */
export type Filter =
  | { readonly kind: 'all'; readonly of: readonly Filter[] }
  | { readonly kind: 'any'; readonly of: readonly Filter[] }
  | { readonly kind: 'not'; readonly of: Filter }
  | Condition;

/** One comparison of a property; of an event's or a person's, as `property` says. */
export interface Condition {
  readonly kind: 'is';
  readonly property: PropertyRef;
  readonly op: Operator;
  /** One value, a list for `in`/`not-in`, a pair [from, to] (both inclusive) for `between`; absent for `set`/`unset`. */
  readonly value?: FilterValue | readonly FilterValue[];
}

/** Text, a number, or a date as `YYYY-MM-DD` or an ISO instant with a zone; the column's kind decides how it is read. */
export type FilterValue = string | number;

/**
 * Text comparison of `contains`/`not-contains` folds case; `equals` and `in` do not.
 * `before`/`after` exclude the date given, `at-least`/`at-most` and `between` include it.
 */
export type Operator =
  | 'equals'
  | 'not-equals'
  | 'contains'
  | 'not-contains'
  | 'set'
  | 'unset'
  | 'less'
  | 'at-most'
  | 'greater'
  | 'at-least'
  | 'between'
  | 'before'
  | 'after'
  | 'in'
  | 'not-in';

/** `event`: a property of the event itself. `person`: the lead's current value. */
export interface PropertyRef {
  readonly scope: 'event' | 'person';
  readonly name: string;
}

/** The filter that everything satisfies. */
export const everything: Filter = { kind: 'all', of: [] };

/** Returns whether `filter` is satisfied by everything (an `all` without members). */
export function isEverything(filter: Filter): boolean {
  return filter.kind === 'all' && filter.of.every(isEverything);
}
