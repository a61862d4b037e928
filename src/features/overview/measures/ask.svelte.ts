import { DAY_MS, type PeriodUnit } from '../../../base/calendar.ts';
import type { AppError } from '../../../base/error.ts';
import type { WorkspaceView } from '../../../protocol/requests.ts';
import type { FunnelQuestion } from '../../../questions/funnel.ts';
import type { Analyses, Answer, Question } from '../../../questions/question.ts';
import { openBy } from '../../../questions/velocity-form.ts';
import { validateQuestion } from '../../../questions/validate.ts';
import type { VelocityQuestion } from '../../../questions/velocity.ts';
import type { Session } from '../../../state/session.svelte.ts';
import { SOURCES, type AnsweredOf, type Answers, type Source } from './measures.ts';

/** Data longer than this, ms, are followed by month, others by week. */
const LONG = 150 * DAY_MS;

/** Asks for everything that the key measures and the leaks are read from, one question after the other. */
export class MeasureAnswers {
  /** What is answered so far. */
  answers = $state.raw<Answers>({});
  /** The velocity along the main funnel: what a conversion is worth. */
  worth = $state.raw<AnsweredOf<'velocity'> | null>(null);
  /** Everything was asked. */
  done = $state(false);
  error = $state.raw<AppError | null>(null);

  readonly #session: Session;
  readonly #workspace: string;
  readonly #view: () => WorkspaceView;
  #control = new AbortController();

  constructor(session: Session, view: () => WorkspaceView) {
    this.#session = session;
    this.#view = view;
    this.#workspace = view().workspace.id;
  }

  /** Asks everything anew. `main`: the funnel whose leaks are wanted; null: the one that the data propose. */
  async load(main: unknown): Promise<void> {
    this.stop();
    const { signal } = (this.#control = new AbortController());
    this.done = false;
    // What one funnel's conversions are worth says nothing of another's.
    this.worth = null;
    this.error = null;
    const found: { -readonly [K in Source]?: AnsweredOf<K> } = {};
    const unit = this.#unit();
    for (const kind of SOURCES) {
      const question = adapt(await this.#first(kind, main, signal), unit);
      if (question === null) continue;
      const answered = await this.#ask(question, signal);
      if (signal.aborted) return;
      // The worker answers in the kind of the question.
      if (answered !== null) Object.assign(found, { [kind]: answered });
      this.answers = { ...found };
    }
    const { funnel, velocity } = found;
    const worth = funnel && velocity ? along(funnel.question, velocity.question) : null;
    const worthy = worth && (await this.#ask(worth, signal));
    if (signal.aborted) return;
    this.worth = worthy as AnsweredOf<'velocity'> | null;
    this.done = true;
  }

  stop(): void {
    this.#control.abort();
  }

  async #first(kind: Source, main: unknown, signal: AbortSignal): Promise<Question | null> {
    if (kind === 'funnel' && main !== null) {
      const read = validateQuestion(main);
      if (read.ok && read.value.kind === 'funnel') return read.value;
    }
    const result = await this.#session.call('propose', { workspace: this.#workspace, kind }, { signal });
    if (!result.ok) this.#fail(result.error);
    return result.ok ? result.value : null;
  }

  async #ask(
    question: Question,
    signal: AbortSignal,
  ): Promise<{ readonly question: Question; readonly answer: Answer } | null> {
    const result = await this.#session.call('ask', { workspace: this.#workspace, question }, { signal });
    if (!result.ok) this.#fail(result.error);
    return result.ok ? { question, answer: result.value } : null;
  }

  #fail(error: AppError): void {
    if (error.code !== 'cancelled') this.error = error;
  }

  #unit(): Exclude<PeriodUnit, 'hour'> {
    const { span } = this.#view();
    return span !== null && span.to - span.from > LONG ? 'month' : 'week';
  }
}

/** Returns a first question as it is followed over all the data, undivided and beside nothing. */
function adapt(question: Question | null, unit: Exclude<PeriodUnit, 'hour'>): Question | null {
  switch (question?.kind) {
    case 'funnel':
      return { ...question, trend: unit, breakdown: null, compare: null };
    case 'velocity':
      return { ...question, trend: unit, range: { from: null, to: null }, compare: null };
    default:
      return question;
  }
}

/** Returns the velocity along a funnel: its last step wins what the other steps open. */
function along(
  { steps, unit, people, range }: FunnelQuestion,
  velocity: VelocityQuestion,
): Analyses['velocity']['question'] | null {
  const last = steps.at(-1);
  if (last === undefined || steps.length < 2) return null;
  const { events, where } = last;
  return {
    ...velocity,
    open: openBy(steps.slice(0, -1)),
    won: { events, where },
    unit: unit.by === 'attempt' ? { by: 'person' } : unit,
    people,
    range: { from: range.from, to: range.to },
    trend: null,
  };
}
