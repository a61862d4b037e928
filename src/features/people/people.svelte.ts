import type { AppError } from '../../base/error.ts';
import type { Result } from '../../base/result.ts';
import { latest } from '../../client/latest.ts';
import type {
  PersonDossier,
  PeoplePage,
  PeopleQuery,
  PeopleSort,
  PersonRow,
} from '../../protocol/requests.ts';
import type { PeopledKind, PeopledQuestion, Picked } from '../../questions/question.ts';
import type { Session } from '../../state/session.svelte.ts';
import type { OptionOf } from '../../ui/types.ts';
import type { Load } from '../../ui/windowed.svelte.ts';

/** Rows of the first window, which also tells how many there are. */
const FIRST = 100;

/** What the lists of an analysis say of each person besides the name, and how they can be ordered by it. */
export interface ListFigures {
  /** Over the column. */
  readonly head: string;
  /** What stands beside a name; `measures` names the figures of the row. */
  readonly line: (row: PersonRow, measures: readonly string[]) => string;
  /** Orders, the first of which the list begins with. */
  readonly orders: readonly OptionOf<PeopleSort>[];
}

/** A list of people behind a mark: its totals, and the way to its rows. */
export class PeopleList {
  search = $state('');
  /** The first window with the totals, of the newest query answered; null before there is one. */
  page = $state.raw<{
    readonly query: PeopleQuery;
    readonly first: PeoplePage;
    readonly load: Load<PersonRow>;
  } | null>(null);
  error = $state.raw<AppError | null>(null);

  /** null: as the list begins. */
  #sort = $state<PeopleSort | null>(null);
  readonly #begin: PeopleSort;
  readonly #session: Session;
  readonly #workspace: string;
  readonly #reading = latest();

  constructor(session: Session, workspace: string, sort: PeopleSort = 'newest') {
    this.#begin = sort;
    this.#session = session;
    this.#workspace = workspace;
  }

  get sort(): PeopleSort {
    return this.#sort ?? this.#begin;
  }
  set sort(sort: PeopleSort) {
    this.#sort = sort;
  }

  /** What is asked for now. */
  query(picked: Picked<PeopledKind>): PeopleQuery {
    return { ...picked, search: this.search.trim(), sort: this.sort };
  }

  /**
   * Reads the first window of a query; a later call overtakes an earlier one. An effect that reads, reads again when the data change, here
   * or in another tab.
   */
  async read(query: PeopleQuery): Promise<void> {
    followData(this.#session);
    const result = await this.#reading.run((signal) => this.#window(query, 0, FIRST, signal));
    if (result === undefined) return;
    this.error = result.ok || result.error.code === 'cancelled' ? null : result.error;
    if (!result.ok) return;
    const first = result.value;
    const load: Load<PersonRow> = async (offset, limit, signal) => {
      if (offset + limit <= first.rows.length || (offset === 0 && first.rows.length === first.matching))
        return first.rows.slice(offset, offset + limit);
      const window = await this.#window(query, offset, limit, signal);
      if (!window.ok) throw new Error(window.error.code);
      return window.value.rows;
    };
    this.page = { query, first, load };
  }

  /** The whole list as a CSV file. `safe` makes formulas harmless in spreadsheets (P2). */
  csv(query: PeopleQuery, safe: boolean) {
    return this.#session.call('people.csv', { workspace: this.#workspace, query, safe });
  }

  stop(): void {
    this.#reading.stop();
  }

  #window(query: PeopleQuery, offset: number, limit: number, signal: AbortSignal) {
    return this.#session.call(
      'people.page',
      { workspace: this.#workspace, query, offset, limit },
      { signal },
    );
  }
}

/**
 * Asks for everything known of one person, with why the question counts them as it does. An effect that asks, asks again when the data
 * change.
 */
export async function readDossier<K extends PeopledKind>(
  session: Session,
  workspace: string,
  person: number,
  question: PeopledQuestion,
  signal: AbortSignal,
): Promise<Result<PersonDossier<K>>> {
  followData(session);
  const result = await session.call('person.dossier', { workspace, person, question }, { signal });
  // The worker proves in the kind of the question.
  return result as Result<PersonDossier<K>>;
}

/** Makes the effect that is running depend on the stored data of the workspace. */
function followData({ revision }: Session): number {
  return revision;
}
