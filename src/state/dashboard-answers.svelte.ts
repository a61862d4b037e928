import type { AppError } from '../base/error.ts';
import type { DateRange } from '../questions/activity.ts';
import { canonicalText } from '../questions/canonical.ts';
import type { Answer, Question } from '../questions/question.ts';
import { validateQuestion } from '../questions/validate.ts';
import type { Session } from './session.svelte.ts';

/** Questions under way at once: the worker has one thread, and the second is ready when the first is done. */
const MOST = 2;
/** Answers kept to come back to, as when a filter is taken off again. */
const KEPT = 60;

/** An answer with its question. */
interface TileAnswered {
  readonly question: Question;
  readonly answer: Answer;
  /** Dates of the page that took the place of the question's own; null: none did. */
  readonly dates: DateRange | null;
}

/** One question on a page of several, and what became of it. */
export class TileAnswer {
  /** The newest answer with the question it answers, which may be an earlier one than is being asked. */
  answered = $state.raw<TileAnswered | null>(null);
  error = $state.raw<AppError | null>(null);
  /** Share done, null when nothing is under way. */
  progress = $state<number | null>(null);

  /** The question wanted, its text, and the dates of the page. Set by `TileAnswers`, as what follows. */
  wanted: { readonly question: Question; readonly text: string; dates: DateRange | null } | null = null;
  visible = false;
  /** Rises with every question. */
  turn = 0;
}

/**
 * Asks the questions of a page, a few at once: those in view first, and of those the newest. Each answer arrives in a task
 * of its own, so that drawing one never waits for another. Leaving cancels what is under way.
 */
export class TileAnswers {
  readonly #session: Session;
  readonly #workspace: string;
  readonly #tiles = new Set<TileAnswer>();
  readonly #waiting = new Set<TileAnswer>();
  readonly #running = new Map<TileAnswer, AbortController>();
  readonly #known = new Map<string, Answer>();
  #turn = 0;
  #arriving: Promise<void> = Promise.resolve();

  constructor(session: Session, workspace: string) {
    this.#session = session;
    this.#workspace = workspace;
  }

  /** Asks a tile's question, unless it is the one already wanted. `dates`: those of the page that took the place of its own. */
  want(tile: TileAnswer, question: Question, dates: DateRange | null = null): void {
    const text = canonicalText(question);
    const { wanted, answered } = tile;
    if (wanted?.text === text) {
      // The page may have the very dates that are the question's own.
      wanted.dates = dates;
      if (answered?.question === wanted.question && answered.dates !== dates)
        tile.answered = { ...answered, dates };
      return;
    }
    this.#tiles.add(tile);
    tile.wanted = { question, text, dates };
    this.#ask(tile);
  }

  /** Asks again what a tile wants, after an error. */
  retry(tile: TileAnswer): void {
    if (tile.wanted !== null) this.#ask(tile);
  }

  /** Says whether a tile is in view. */
  see(tile: TileAnswer, visible: boolean): void {
    tile.visible = visible;
  }

  /** Takes a tile out and cancels its question. */
  leave(tile: TileAnswer): void {
    tile.wanted = null;
    this.#tiles.delete(tile);
    this.#waiting.delete(tile);
    this.#running.get(tile)?.abort();
  }

  /** Forgets all answers and asks all tiles anew, because the data changed. */
  refresh(): void {
    this.#known.clear();
    for (const tile of this.#tiles) this.retry(tile);
  }

  #ask(tile: TileAnswer): void {
    this.#running.get(tile)?.abort();
    tile.turn = ++this.#turn;
    tile.error = null;
    tile.progress = 0;
    this.#waiting.add(tile);
    // Tiles that appear together are all here, and known to be in view or not, before the first is chosen.
    setTimeout(() => this.#next());
  }

  #next(): void {
    while (this.#running.size < MOST && this.#waiting.size > 0) {
      const tile = [...this.#waiting].reduce(sooner);
      this.#waiting.delete(tile);
      void this.#run(tile);
    }
  }

  async #run(tile: TileAnswer): Promise<void> {
    const { wanted, turn } = tile;
    if (wanted === null) return;
    const own = new AbortController();
    this.#running.set(tile, own);
    const result = await this.#answer(wanted, own.signal, (done) => {
      if (tile.turn === turn) tile.progress = done;
    });
    if (this.#running.get(tile) === own) this.#running.delete(tile);
    this.#next();
    await this.#inTurn();
    // A newer question, or nobody, waits for this by now.
    if (tile.turn !== turn || tile.wanted !== wanted) return;
    tile.progress = null;
    if (result.ok) tile.answered = { question: wanted.question, answer: result.value, dates: wanted.dates };
    else tile.error = result.error;
  }

  async #answer(
    { question, text }: NonNullable<TileAnswer['wanted']>,
    signal: AbortSignal,
    onProgress: (done: number) => void,
  ) {
    const known = this.#known.get(text);
    if (known !== undefined) return { ok: true, value: known } as const;
    const checked = validateQuestion(question);
    if (!checked.ok) return checked;
    const result = await this.#session.call(
      'ask',
      { workspace: this.#workspace, question },
      { signal, onProgress },
    );
    // What was called off may still reply, about data that have changed since.
    if (result.ok && !signal.aborted) {
      this.#known.set(text, result.value);
      const [oldest] = this.#known.keys();
      if (this.#known.size > KEPT && oldest !== undefined) this.#known.delete(oldest);
    }
    return result;
  }

  /** Resolves in a task of its own, after those that came before. */
  #inTurn(): Promise<void> {
    this.#arriving = this.#arriving.then(() => new Promise((resolve) => setTimeout(resolve)));
    return this.#arriving;
  }
}

/** Of two tiles the one to be asked first. */
function sooner(a: TileAnswer, b: TileAnswer): TileAnswer {
  if (a.visible !== b.visible) return a.visible ? a : b;
  return a.turn > b.turn ? a : b;
}
