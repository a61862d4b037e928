import type { Rate } from './funnel.ts';

/** A funnel without people: counts per stage, typed or pasted. The data are in the question. */
export interface CountsQuestion {
  readonly kind: 'counts';
  readonly version: 1;
  readonly stages: readonly { readonly label: string; readonly count: number }[];
}

/** Rates of a funnel without people: of the first stage, and onward to the next (null on the last stage). */
export interface CountsAnswer {
  readonly kind: 'counts';
  readonly stages: readonly {
    readonly label: string;
    readonly count: number;
    readonly ofEntrants: Rate;
    readonly onward: Rate | null;
  }[];
  /** Stages whose count is above the one before (index), which no funnel of people can have. */
  readonly rising: readonly number[];
}
