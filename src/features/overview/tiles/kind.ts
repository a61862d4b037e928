import type { Component } from 'svelte';
import type { Format } from '../../../i18n/format.ts';
import type { DateRange } from '../../../questions/activity.ts';
import type { CrossFilter } from '../../../questions/dashboard.ts';
import type { Analyses, QuestionKind } from '../../../questions/question.ts';

type Bare<C> = C extends unknown ? Omit<C, 'tile'> : never;
/** A mark that other tiles can be narrowed to. */
export type TileMark = Bare<CrossFilter>;

/** What a click on a mark asks for: the other tiles narrowed to it, or the full page with these parts of its address. */
export type TilePick =
  | { readonly to: 'tiles'; readonly mark: TileMark }
  | { readonly to: 'page'; readonly query: Readonly<Record<string, string | null>> };

/** What the chart of a tile is given. */
export interface TileProps<K extends QuestionKind> {
  /** The question as it was asked, and its answer. */
  readonly question: Analyses[K]['question'];
  readonly answer: Analyses[K]['answer'];
  readonly format: Format;
  /** Name of the chart. */
  readonly label: string;
  /** Dates of the dashboard, which the question was asked about; null: its own. */
  readonly dates: DateRange | null;
  /** Room for the drawing, px; null: as much as it likes. */
  readonly height: number | null;
  /** The mark of this tile that the others are narrowed to. */
  readonly selected: TileMark | null;
  readonly onpick: (pick: TilePick) => void;
}

/** The one figure that a tile leads with; null where the answer has none. */
export interface TileFigure {
  readonly text: string;
  /** What it is. */
  readonly label: string;
  /** Its base and interval, or what else belongs to it. */
  readonly detail: string;
}

/** What a tile needs to know of a kind of question. */
export interface TileKind<K extends QuestionKind> {
  /** Columns and rows of a new tile. */
  readonly size: { readonly w: number; readonly h: number };
  /** What a question is called until it is named. */
  readonly name: (question: Analyses[K]['question']) => string;
  readonly figure: (
    question: Analyses[K]['question'],
    answer: Analyses[K]['answer'],
    format: Format,
  ) => TileFigure | null;
  readonly chart: () => Promise<{ readonly default: Component<TileProps<K>> }>;
}

/** Whether a mark is of the period with this label (its first date, for hours with the hour). */
export function isPeriod(mark: TileMark | null, period: string): boolean {
  return mark?.by === 'period' && mark.from === period.slice(0, 10);
}
