import { DAY_MS } from '../base/calendar.ts';
import { dateCell, readDate } from './dates.ts';
import { readNumber } from './numbers.ts';
import type { DecimalMark } from './types.ts';

/** Share of filled cells that may refuse a reading which the rest supports, without anybody being asked to look. */
export const TOLERANCE = 0.02;
/** Share of filled cells that a reading must suit where the header already says what the cells are. */
export const MOST = 0.5;
/** Share of filled cells that a date must suit where the header says nothing. */
export const NEARLY_ALL = 0.9;

/** A way to read cells: numbers by their decimal mark, dates by their order. */
export type Candidate = DecimalMark | 'ymd' | 'dmy' | 'mdy';

/** Every way that is tried. */
export const CANDIDATES: readonly Candidate[] = ['.', ',', 'ymd', 'dmy', 'mdy'];

const cell = dateCell();

/** What the cells of a column say under one candidate reading. */
export class Tally {
  readonly candidate: Candidate;
  cells = 0;
  misfits = 0;
  firstMisfit: { line: number; text: string } | null = null;
  min = Infinity;
  max = -Infinity;
  timed = 0;
  midnights = 0;
  offsets = 0;
  dayAbove12 = 0;
  /** False once so many cells refused the reading that it was given up; the counts then stop there. */
  alive = true;

  constructor(candidate: Candidate) {
    this.candidate = candidate;
  }

  /** Takes a trimmed text that stands in `weight` cells, first in `line`. */
  add(text: string, weight: number, line: number): void {
    const { candidate } = this;
    let value: number;
    if (candidate === '.' || candidate === ',') value = readNumber(text, candidate);
    else if (readDate(text, candidate, cell)) {
      value = cell.wall;
      if (cell.timed) {
        this.timed += weight;
        if (value % DAY_MS === 0) this.midnights += weight;
      }
      if (!Number.isNaN(cell.offset)) this.offsets += weight;
      if (cell.day > 12) this.dayAbove12 += weight;
    } else value = NaN;
    this.cells += weight;
    if (Number.isNaN(value)) {
      this.misfits += weight;
      this.firstMisfit ??= { line, text };
    } else {
      if (value < this.min) this.min = value;
      if (value > this.max) this.max = value;
    }
  }

  /** Returns whether at least `share` of the cells suit the reading; one of ten or more may always refuse it. */
  fits(share: number): boolean {
    const { cells, misfits } = this;
    return (
      this.alive && cells > misfits && (misfits <= cells * (1 - share) || (misfits === 1 && cells >= 10))
    );
  }
}
