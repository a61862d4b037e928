import { DAY_MS, parseDate, type PeriodUnit } from '../../../base/calendar.ts';
import type { AppError } from '../../../base/error.ts';
import type { WorkspaceView } from '../../../protocol/requests.ts';
import type { DateRange } from '../../../questions/activity.ts';
import { inScope, sameScope, type DashboardScope } from '../../../questions/dashboard.ts';
import type { FunnelQuestion } from '../../../questions/funnel.ts';
import type { Analyses, Answer, Question } from '../../../questions/question.ts';
import { openBy } from '../../../questions/velocity-form.ts';
import { validateQuestion } from '../../../questions/validate.ts';
import type { VelocityQuestion } from '../../../questions/velocity.ts';
import type { Session } from '../../../state/session.svelte.ts';
import { SOURCES, type AnsweredOf, type Answers, type Source } from './measures.ts';

/** Dates longer than this are followed by month, those of at least three weeks by week, shorter ones by day. Days. */
const LONG = 150;
const SHORT = 21;

/** Asks for everything that the key measures and the leaks are read from, one question after the other. */
export class MeasureAnswers {
  /** What is answered so far, all of it in one scope; earlier answers stay until there are newer ones. */
  answers = $state.raw<Answers>({});
  /** The dates and people that the answers are about; null before any was asked. */
  scope = $state.raw<DashboardScope | null>(null);
  /** The velocity along the main funnel: what a conversion is worth. */
  worth = $state.raw<AnsweredOf<'velocity'> | null>(null);
  /** Everything was asked. */
  done = $state(false);
  error = $state.raw<AppError | null>(null);

  readonly #session: Session;
  readonly #workspace: string;
  readonly #view: () => WorkspaceView;
  #control = new AbortController();
  /** What the data propose, and of which state of them. */
  readonly #proposed = new Map<Source, Question | null>();
  #revision = -1;

  constructor(session: Session, view: () => WorkspaceView) {
    this.#session = session;
    this.#view = view;
    this.#workspace = view().workspace.id;
  }

  /**
   * Asks everything anew. `main`: the funnel whose leaks are wanted; null: the one that the data propose. `scope`: the dates and
   * people that are asked about.
   */
  async load(main: unknown, scope: DashboardScope): Promise<void> {
    this.stop();
    const { signal } = (this.#control = new AbortController());
    this.done = false;
    this.error = null;
    if (this.#revision !== this.#session.revision) this.#proposed.clear();
    this.#revision = this.#session.revision;
    const unit = this.#unit(scope.range);
    const found: { -readonly [K in Source]?: AnsweredOf<K> } = {};
    // Side by side they would be of different dates: those of before give way all at once.
    const apart = this.scope !== null && !sameScope(this.scope, scope);
    if (!apart) this.scope = scope;
    for (const kind of SOURCES) {
      const first = await this.#first(kind, main, signal);
      const answered = first && (await this.#ask(adapt(first, unit, scope), signal));
      if (signal.aborted) return;
      // The worker answers in the kind of the question.
      if (answered !== null) Object.assign(found, { [kind]: answered });
      if (apart) continue;
      this.answers = { ...this.answers, [kind]: found[kind] };
      // What one funnel's conversions are worth says nothing of another's.
      if (kind === 'funnel') this.worth = null;
    }
    if (apart) {
      this.answers = found;
      this.scope = scope;
      this.worth = null;
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
    const known = this.#proposed.get(kind);
    if (known !== undefined) return known;
    const result = await this.#session.call('propose', { workspace: this.#workspace, kind }, { signal });
    // What was called off may still reply, about data that have changed since.
    if (signal.aborted) return null;
    if (result.ok) this.#proposed.set(kind, result.value);
    else this.#fail(result.error);
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

  /** The periods that are followed over these dates, or those of the data. */
  #unit(range: DateRange | null): Exclude<PeriodUnit, 'hour'> {
    const { span } = this.#view();
    if (span === null) return 'week';
    const from = parseDate(range?.from ?? '') ?? span.from / DAY_MS;
    const to = (parseDate(range?.to ?? '') ?? span.to / DAY_MS) + 1;
    return to - from > LONG ? 'month' : to - from < SHORT ? 'day' : 'week';
  }
}

/** Returns a first question as it is followed: inside a scope, or else over all the data, undivided and beside nothing. */
function adapt(question: Question, unit: Exclude<PeriodUnit, 'hour'>, scope: DashboardScope): Question {
  const inside = (asked: Question): Question => inScope(asked, scope, null).question;
  switch (question.kind) {
    case 'funnel':
      return inside({ ...question, trend: unit, breakdown: null, compare: null });
    case 'velocity':
      return inside({ ...question, trend: unit, range: { from: null, to: null }, compare: null });
    // Of those there at a period's start some go, whenever they began: the dates choose the periods.
    case 'churn':
      return inScope(question, { ...scope, range: null }, null).question;
    default:
      return inside(question);
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
