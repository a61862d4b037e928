import type { Filter } from './filter.ts';

/** A second answer beside the first (F13): the period of equal length before, or other people or dates. */
export type Comparison<Range> =
  { readonly with: 'previous' } | { readonly with: 'other'; readonly people: Filter; readonly range: Range };

/** A question that can be compared. */
export interface Comparable<Range = unknown> {
  readonly people: Filter;
  readonly range: Range;
  /** null: nothing. */
  readonly compare: Comparison<Range> | null;
}

/** The other side of a comparison: what was asked there, itself compared with nothing and not split, and its answer. */
export interface Compared<Question, Answer> {
  readonly question: Question;
  readonly answer: Answer;
}
