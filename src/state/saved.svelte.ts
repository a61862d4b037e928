import { untrack } from 'svelte';
import type { AppError } from '../base/error.ts';
import type { Result } from '../base/result.ts';
import type { Saved, SavedKind, SavedKinds } from '../domain/saved.ts';
import type { Question } from '../questions/question.ts';
import type { Session } from './session.svelte.ts';

/** What is saved under a name, by kind. */
export interface SavedContent {
  insights: Question;
  dashboards: unknown;
  peopleSegments: unknown;
}

type Head = Pick<Saved, 'name'> & { readonly id: string | null; readonly rev: number | null };

/** How the worker is asked for one kind. */
interface Asks<K extends SavedKind> {
  readonly list: (session: Session, workspace: string) => Promise<Result<readonly SavedKinds[K][]>>;
  readonly save: (
    session: Session,
    workspace: string,
    head: Head,
    content: SavedContent[K],
  ) => Promise<Result<SavedKinds[K]>>;
}

const ASKS: { readonly [K in SavedKind]: Asks<K> } = {
  insights: {
    list: (session, workspace) => session.call('insights.list', { workspace }),
    save: (session, workspace, head, question) =>
      session.call('insights.save', { workspace, insight: { ...head, question } }),
  },
  dashboards: {
    list: (session, workspace) => session.call('dashboards.list', { workspace }),
    save: (session, workspace, head, content) =>
      session.call('dashboards.save', { workspace, dashboard: { ...head, content } }),
  },
  peopleSegments: {
    list: (session, workspace) => session.call('peopleSegments.list', { workspace }),
    save: (session, workspace, head, filter) =>
      session.call('peopleSegments.save', { workspace, segment: { ...head, filter } }),
  },
};

/** What is saved under a name of one kind in one workspace. */
export class SavedList<K extends SavedKind> {
  /** By name; null until first read. */
  all = $state.raw<readonly SavedKinds[K][] | null>(null);
  error = $state.raw<AppError | null>(null);

  readonly #session: Session;
  readonly #kind: K;
  readonly #workspace: string;

  constructor(session: Session, kind: K, workspace: string) {
    this.#session = session;
    this.#kind = kind;
    this.#workspace = workspace;
  }

  /**
   * Reads the list now, and again whenever it changed here or in another tab. To be called where a component is set up;
   * ends with the component.
   */
  follow(): void {
    const readAt = (_revision: number): void => untrack(() => void this.load());
    $effect(() => readAt(this.#session.savedRevisions[this.#kind]));
  }

  /** Reads the list. On failure what was read before stays, and `error` says why. */
  async load(): Promise<void> {
    const result = await ASKS[this.#kind].list(this.#session, this.#workspace);
    this.error = result.ok ? null : result.error;
    if (result.ok) this.all = result.value.toSorted((a, b) => a.name.localeCompare(b.name));
  }

  /** Returns the one of an id; null when there is none, or the list isn't read yet. */
  find(id: string | null): SavedKinds[K] | null {
    return this.all?.find((saved) => saved.id === id) ?? null;
  }

  /**
   * Saves under a name: anew (`id` null), or in place of the one given. `content`: plain JSON, no state proxy.
   * `edit-stale` when another tab changed it since the list was read.
   */
  async save(id: string | null, name: string, content: SavedContent[K]): Promise<Result<SavedKinds[K]>> {
    const head = { id, name, rev: this.find(id)?.rev ?? null };
    const result = await ASKS[this.#kind].save(this.#session, this.#workspace, head, content);
    if (result.ok) await this.load();
    return result;
  }

  /** Removes the one of an id; no error when it is gone already. */
  async remove(id: string): Promise<Result<null>> {
    const result = await this.#session.call(`${this.#kind}.remove`, { workspace: this.#workspace, id });
    if (result.ok) await this.load();
    return result;
  }
}
