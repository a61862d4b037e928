import type { AppError } from '../../base/error.ts';
import type { Result } from '../../base/result.ts';
import type { Insight } from '../../domain/insight.ts';
import type { Question } from '../../questions/question.ts';
import type { Session } from '../../state/session.svelte.ts';

/** The saved questions of one workspace. */
export class Insights {
  /** By name; null until first read. */
  all = $state.raw<readonly Insight[] | null>(null);
  error = $state.raw<AppError | null>(null);

  readonly #session: Session;
  readonly #workspace: string;

  constructor(session: Session, workspace: string) {
    this.#session = session;
    this.#workspace = workspace;
  }

  /** Reads the list; again whenever it changed here or in another tab. */
  async load(): Promise<void> {
    const result = await this.#session.call('insights.list', { workspace: this.#workspace });
    this.error = result.ok ? null : result.error;
    if (result.ok) this.all = result.value.toSorted((a, b) => a.name.localeCompare(b.name));
  }

  find(id: string | null): Insight | null {
    return this.all?.find((insight) => insight.id === id) ?? null;
  }

  /** Saves a question under a name: anew, or in place of the insight given. */
  async save(id: string | null, name: string, question: Question): Promise<Result<Insight>> {
    const result = await this.#session.call('insights.save', {
      workspace: this.#workspace,
      insight: { id, name, question, rev: this.find(id)?.rev ?? null },
    });
    if (result.ok) await this.load();
    return result;
  }

  async remove(id: string): Promise<Result<null>> {
    const result = await this.#session.call('insights.remove', { workspace: this.#workspace, id });
    if (result.ok) await this.load();
    return result;
  }
}
