import { appError, type AppError } from '../base/error.ts';
import { latest } from '../client/latest.ts';
import type { Insight } from '../domain/saved.ts';
import type { ActivityGroup } from '../questions/activity.ts';
import type { Analyses, PeopledKind, Question } from '../questions/question.ts';
import { decodeNearest, encodeQuestion } from '../questions/url.ts';
import { validateQuestion } from '../questions/validate.ts';
import { bareAddress, samePick, type Address, type PickForm } from './address.ts';
import type { Session } from './session.svelte.ts';
import { fitsSplit } from './split.ts';

/** How a change stands in the browser's history: as a step one can go back from, or in place of the current one. */
export type How = 'push' | 'replace';

/** What tells one kind of analysis from the others. */
export interface AnalysisKind<K extends PeopledKind> {
  readonly kind: K;
  readonly picks: PickForm<Analyses[K]['pick']>;
  /** Whether a pick can still be asked of a question that was changed; without the one `before`, both are from an address. */
  readonly fits: (
    pick: Analyses[K]['pick'],
    question: Analyses[K]['question'],
    before?: Analyses[K]['question'] | null,
  ) => boolean;
}

/** An answer with the question it answers. */
export interface Answered<K extends PeopledKind> {
  readonly question: Analyses[K]['question'];
  readonly answer: Analyses[K]['answer'];
}

/**
 * One kind of question as it is asked in one workspace: the question, its answer, and which of its people are open. The only
 * writer of the question; the address of the page follows it and is followed (`follow`), so that back, forward, reload
 * and bookmarks lead to what was on screen.
 */
export class Analysis<K extends PeopledKind> {
  /** null until one is proposed or read from the address. */
  question = $state.raw<Analyses[K]['question'] | null>(null);
  /** The newest answer with the question it answers, which may be an earlier one than is being asked. */
  answered = $state.raw<Answered<K> | null>(null);
  /** Share done of the question under way, null when none is. */
  progress = $state<number | null>(null);
  /** Why the question was not answered; also set when it was stopped by hand. */
  error = $state.raw<AppError | null>(null);
  /** Why the address could not be read. */
  unreadable = $state.raw<AppError | null>(null);
  /** Parts of what the address asked that can't be and were left out of the question. */
  without = $state.raw<readonly string[]>([]);
  /** The data gave nothing to propose; a question that was on screen before stays there. */
  barren = $state(false);
  pick = $state.raw<Analyses[K]['pick'] | null>(null);
  /** Group of the split that is to be on screen by itself; null: all together. The answer may have no such group. */
  shown = $state.raw<ActivityGroup | null>(null);
  person = $state<number | null>(null);
  /** Of several values of the person, such as deals, the one that is open; null: people are counted, or none was chosen. */
  held = $state<string | null>(null);
  insight = $state<string | null>(null);

  readonly kind: K;
  readonly workspace: string;
  readonly #session: Session;
  readonly #is: AnalysisKind<K>;
  readonly #go: (address: Address<Analyses[K]['pick']>, how: How) => void;
  readonly #last: Map<string, string>;
  readonly #asking = latest();
  readonly #proposing = latest();
  /** The question as it stands in the address. */
  #text: string | null = null;
  #writing = false;
  /** The question before the edit under way, null when none is. */
  #before: Analyses[K]['question'] | null = null;

  /** `last` keeps the text of the question last asked in each workspace, for a reader who comes back to the page. */
  constructor(
    is: AnalysisKind<K>,
    session: Session,
    workspace: string,
    go: (address: Address<Analyses[K]['pick']>, how: How) => void,
    last = new Map<string, string>(),
  ) {
    this.#is = is;
    this.kind = is.kind;
    this.#session = session;
    this.workspace = workspace;
    this.#go = go;
    this.#last = last;
  }

  /** Takes over what the address says; asks for a proposal when it says nothing. */
  follow(address: Address<Analyses[K]['pick']>): void {
    if (this.#writing) return;
    this.insight = address.insight;
    if (!samePick(this.pick, address.pick, this.#is.picks)) this.pick = address.pick;
    this.shown = address.shown;
    this.person = address.person;
    this.held = address.held;
    if (address.question === null) {
      const last = this.question === null ? this.#last.get(this.workspace) : undefined;
      if (address.insight !== null) void this.#openNamed(address.insight);
      else if (last !== undefined) this.#goTo({ ...bareAddress, question: last }, 'replace');
      else void this.propose();
      return;
    }
    if (address.question === this.#text) return;
    this.#before = null;
    const read = decodeNearest(address.question);
    if (!read.ok) {
      this.unreadable = read.error;
      return;
    }
    this.unreadable = null;
    const before = this.#text;
    const { question, without } = read.value;
    this.#text = without.length === 0 ? address.question : encodeQuestion(question);
    if (this.adopt(question)) {
      this.without = without;
      if (without.length > 0) this.#write(this.#address(), 'replace');
      return;
    }
    this.#text = before;
    this.unreadable = appError('question-unreadable', { what: question.kind });
  }

  /** Asks the worker for the likeliest question of the data, and puts it in the place of the one on screen, which stays when there is none. */
  async propose(): Promise<void> {
    this.unreadable = null;
    this.barren = false;
    this.progress ??= 0;
    const result = await this.#proposing.run((signal) =>
      this.#session.call('propose', { workspace: this.workspace, kind: this.kind }, { signal }),
    );
    if (result === undefined) return;
    this.progress = null;
    if (!result.ok) this.error = result.error;
    else if (!this.#isOwn(result.value)) this.barren = true;
    else {
      this.#text = encodeQuestion(result.value);
      this.take(result.value);
      this.insight = null;
    }
    if (this.question !== null) this.#write(this.#address(), 'replace');
  }

  /** Begins an edit in steps: until `commit` or `revert` it is one change in the history. */
  begin(): void {
    this.#before ??= this.question;
  }

  /** Asks another question. Outside of an edit in steps it is a step of the history. */
  edit(question: Analyses[K]['question']): void {
    const text = encodeQuestion(question);
    if (text === this.#text && this.error === null) {
      this.question = question;
      return;
    }
    this.#text = text;
    if (!fitsSplit(this.shown, question, this.question)) this.shown = null;
    this.take(question, this.question);
    this.#write(this.#address(), this.#before === null ? 'push' : 'replace');
  }

  /** Ends an edit in steps and keeps it; back then leads to the question before it. */
  commit(): void {
    const before = this.#before;
    this.#before = null;
    if (before === null || this.question === null) return;
    const text = encodeQuestion(before);
    if (text === this.#text) return;
    this.#write({ ...this.#address(), question: text }, 'replace');
    this.#write(this.#address(), 'push');
  }

  /** Ends an edit in steps and puts back what was before it. */
  revert(): void {
    const before = this.#before;
    if (before === null) return;
    this.edit(before);
    this.#before = null;
  }

  /** Opens the people of a mark, or closes them. */
  show(pick: Analyses[K]['pick'] | null): void {
    this.pick = pick;
    this.person = null;
    this.held = null;
    this.#write(this.#address(), 'push');
  }

  /** Shows a group of the split by itself, or all together; people of another one are closed. */
  showGroup(group: ActivityGroup | null): void {
    this.shown = group;
    this.show(null);
  }

  /** Opens the timeline of a person, and of their values the one `held`, or closes it. */
  showPerson(person: number | null, held: string | null = null): void {
    this.person = person;
    this.held = held;
    this.#write(this.#address(), 'replace');
  }

  /** Opens a saved question, as a step of the history. */
  openSaved({ id, question }: Pick<Insight, 'id' | 'question'>): void {
    const read = validateQuestion(question);
    if (!read.ok) {
      this.unreadable = read.error;
      return;
    }
    this.#goTo({ ...bareAddress, question: encodeQuestion(read.value), insight: id }, 'push');
  }

  /** Says that the question on screen is saved as this insight, or as none. */
  name(insight: string | null): void {
    this.insight = insight;
    this.#write(this.#address(), 'replace');
  }

  /** What is on screen, to be saved or told from what is saved. */
  get asked(): Question | null {
    return this.question;
  }

  /** Whether the question on screen is another one than a saved one. */
  differsFrom(saved: unknown): boolean {
    const read = validateQuestion(saved);
    const { asked } = this;
    return asked !== null && (!read.ok || encodeQuestion(read.value) !== encodeQuestion(asked));
  }

  /** Asks again, after an error or because the data changed. */
  async ask(): Promise<void> {
    const { question } = this;
    if (question === null) return this.propose();
    const checked = validateQuestion(question);
    if (!checked.ok) {
      this.#asking.stop();
      this.progress = null;
      this.error = checked.error;
      return;
    }
    this.error = null;
    this.progress = 0;
    const result = await this.#asking.run((signal) =>
      this.#session.call(
        'ask',
        { workspace: this.workspace, question },
        { signal, onProgress: (done) => (this.progress = done) },
      ),
    );
    if (result === undefined) return;
    this.progress = null;
    if (!result.ok) this.error = result.error;
    // The worker answers in the kind of the question.
    else this.answered = { question, answer: result.value as Analyses[K]['answer'] };
  }

  /** Stops the question under way; what was answered before stays on screen. */
  cancel(): void {
    this.#asking.stop();
    this.#proposing.stop();
    this.progress = null;
    this.error = { code: 'cancelled', details: {} };
  }

  /** Opens the saved question of an address that names it alone. */
  async #openNamed(id: string): Promise<void> {
    const result = await this.#proposing.run((signal) =>
      this.#session.call('insights.list', { workspace: this.workspace }, { signal }),
    );
    if (result === undefined) return;
    const found = result.ok ? result.value.find((insight) => insight.id === id) : undefined;
    const read = found && validateQuestion(found.question);
    // A question that was deleted since leaves the reader with the proposal.
    if (read?.ok !== true) return this.propose();
    this.#goTo({ ...bareAddress, question: encodeQuestion(read.value), insight: id }, 'replace');
  }

  /** Shows a question of the address; false when it is of a kind that the page can't show. */
  protected adopt(question: Question): boolean {
    const own = this.#isOwn(question);
    if (own) this.take(question);
    return own;
  }

  /** Puts a question in the place of the one before, and asks it. `before`: the one on screen, if this is a change of it. */
  protected take(question: Analyses[K]['question'], before: Analyses[K]['question'] | null = null): void {
    this.#proposing.stop();
    this.barren = false;
    this.without = [];
    this.question = question;
    if (this.#text !== null) this.#last.set(this.workspace, this.#text);
    const { pick } = this;
    if (pick !== null && !this.#is.fits(pick, question, before)) {
      this.pick = null;
      this.person = null;
      this.held = null;
    }
    void this.ask();
  }

  #isOwn(question: Question | null): question is Analyses[K]['question'] {
    return question?.kind === this.kind;
  }

  /** Writes an address that says what is on screen already, so that following it would change nothing. */
  #write(address: Address<Analyses[K]['pick']>, how: How): void {
    this.#writing = true;
    this.#go(address, how);
    this.#writing = false;
  }

  #goTo(address: Address<Analyses[K]['pick']>, how: How): void {
    this.#write(address, how);
    this.follow(address);
  }

  #address(): Address<Analyses[K]['pick']> {
    if (this.#text === null) return bareAddress;
    const { pick, shown, person, held, insight } = this;
    return { question: this.#text, pick, shown, person, held, insight };
  }
}
