/** What everything saved under a name has. Beside it stands plain JSON, checked by whoever reads it. */
export interface Saved {
  readonly id: string;
  readonly name: string;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Counts the edits; a stale edit is refused. */
  readonly rev: number;
}

/** A saved question. */
export interface Insight extends Saved {
  readonly question: unknown;
}

/** A page of several saved questions. */
export interface Dashboard extends Saved {
  readonly content: unknown;
}

/** A group of people, kept as the filter that finds them. */
export interface PeopleSegment extends Saved {
  readonly filter: unknown;
}

/** Everything that is saved under a name, by kind; a kind is also the name of its table and of its requests. */
export interface SavedKinds {
  insights: Insight;
  dashboards: Dashboard;
  peopleSegments: PeopleSegment;
}

/** A kind of what is saved under a name. */
export type SavedKind = keyof SavedKinds;

/**
 * What is given to save. `id` null: a new one. `rev`: the revision the edit is based on, so that a stale one is
 * refused (`edit-stale`); null: write in any case.
 */
export type SavedDraft<K extends SavedKind> = Omit<SavedKinds[K], keyof Saved> & {
  readonly id: string | null;
  readonly name: string;
  readonly rev: number | null;
};
