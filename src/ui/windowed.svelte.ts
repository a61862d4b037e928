import { SvelteMap } from 'svelte/reactivity';

/** Gives the rows from `offset`, at most `limit` of them. */
export type Load<Row> = (offset: number, limit: number, signal: AbortSignal) => Promise<readonly Row[]>;

/** Rows asked for at once. */
const PAGE = 100;
/** Pages kept; the list may be of any length, so the memory it takes may not depend on it. */
const KEPT = 24;

/** Rows of a list of any length, loaded a page at a time around what is on screen and forgotten again. */
export class Windowed<Row> {
  readonly #load: Load<Row>;
  readonly #pages = new SvelteMap<number, readonly Row[] | 'failed'>();
  #waiting: { readonly page: number; readonly control: AbortController }[] = [];

  constructor(load: Load<Row>) {
    this.#load = load;
  }

  /** Returns the row at `index`; undefined while it isn't loaded. Reactive. */
  row(index: number): Row | undefined {
    const page = this.#pages.get(Math.floor(index / PAGE));
    return page === undefined || page === 'failed' ? undefined : page[index % PAGE];
  }

  /** Whether any of the rows could not be loaded. */
  get failed(): boolean {
    return [...this.#pages.values()].includes('failed');
  }

  /** Loads what is missing of the rows from `first` to `last`, and gives up on what left the screen before it came. */
  show(first: number, last: number): void {
    const from = Math.floor(first / PAGE);
    const to = Math.floor(last / PAGE);
    this.#waiting = this.#waiting.filter(({ page, control }) => {
      const near = page >= from - 1 && page <= to + 1;
      if (!near) control.abort();
      return near;
    });
    for (let page = from; page <= to; page++) {
      if (!this.#pages.has(page) && !this.#waiting.some((other) => other.page === page))
        void this.#fetch(page, from, to);
    }
  }

  /** Loads again what failed. */
  retry(): void {
    for (const [page, rows] of [...this.#pages]) {
      if (rows !== 'failed') continue;
      this.#pages.delete(page);
      void this.#fetch(page, page, page);
    }
  }

  stop(): void {
    for (const { control } of this.#waiting) control.abort();
    this.#waiting = [];
  }

  async #fetch(page: number, from: number, to: number): Promise<void> {
    const control = new AbortController();
    this.#waiting.push({ page, control });
    let rows: readonly Row[] | 'failed';
    try {
      rows = await this.#load(page * PAGE, PAGE, control.signal);
    } catch {
      rows = 'failed';
    }
    if (control.signal.aborted) return;
    this.#waiting = this.#waiting.filter((other) => other.control !== control);
    this.#pages.set(page, rows);
    for (const old of this.#pages.keys()) {
      if (this.#pages.size <= KEPT) break;
      if (old < from - 1 || old > to + 1) this.#pages.delete(old);
    }
  }
}
