import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import type { EventTable } from '../../../src/engine/table.ts';
import type { AnswerTo, Question } from '../../../src/questions/question.ts';
import type { Dialect } from '../dialects.ts';
import type { WorldName } from '../worlds.ts';

/**
 * What an answer counts, as rows of numbers of any length: the same rows must come from SQL. The order of rows is free; a row of
 * which nothing was counted stands in neither.
 */
export type Figures = readonly (readonly number[])[];

/** What to measure of one analysis. */
export interface AnalysisBench {
  readonly name: string;
  readonly world: WorldName;
  /** Number columns that the question reads beside times and names. */
  readonly reads: readonly string[];
  /** Asks for the whole answer. */
  readonly ask: (table: EventTable) => Promise<unknown>;
  /** Asks, and returns what the peers count too. */
  readonly figures: (table: EventTable) => Promise<Figures>;
  /** Other work to measure beside the whole answer. */
  readonly more: (table: EventTable) => Readonly<Record<string, () => Promise<unknown>>>;
  /** The question in SQL over `e (person, time, name, …)`, in one or two forms of which the faster one counts. */
  readonly sql: (dialect: Dialect) => Readonly<Record<string, string>>;
  readonly targets: Targets;
}

/** What is wanted: the most that `of` may take against a plain scan, and the least that the peers should take against it. */
export interface Targets {
  /** `answer`, or one of `more`. */
  readonly of: string;
  readonly scan?: number;
  readonly clickhouse: number;
  readonly duckdb: number;
}

/** Returns the table as one that nothing was asked of yet: what the engine remembers it remembers with the table. */
export function asNew(table: EventTable): EventTable {
  return { ...table };
}

/** Returns the bench of a question, which `remembered` asks of a new table each time; without targets of its own the whole answer is to be no slower than the peers' counts. */
export function benchOf<Q extends Question>({
  question,
  figures,
  remembered = false,
  ...rest
}: Pick<AnalysisBench, 'name' | 'world' | 'sql'> &
  Partial<Pick<AnalysisBench, 'reads' | 'more' | 'targets'>> & {
    readonly question: Q;
    /** Whether the engine remembers what it finds for the question. */
    readonly remembered?: boolean;
    readonly figures: (answer: AnswerTo<Q>) => Figures;
  }): AnalysisBench {
  const ask = (table: EventTable): Promise<AnswerTo<Q>> =>
    answer(remembered ? asNew(table) : table, question, uncontrolled);
  return {
    reads: [],
    more: () => ({}),
    targets: { of: 'answer', clickhouse: 1, duckdb: 1 },
    ...rest,
    ask,
    figures: async (table) => figures(await ask(table)),
  };
}

/** Returns the rows in which something was counted: some number behind the first `keys` isn't 0. */
export function counted(rows: Figures, keys: number): Figures {
  return rows.filter((row) => row.slice(keys).some((count) => count !== 0));
}
