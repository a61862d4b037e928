import type { AppError } from '../base/error.ts';
import { describeError, t } from '../i18n/i18n.svelte.ts';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly kind: 'note' | 'error';
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

/** Takes something back: false when it can't be as things stand, a promise of false when that failed and was said. */
type Undo = () => boolean | Promise<boolean>;

interface ToastOptions {
  /** Offers to take it back, which the key for that does too. */
  readonly undo?: Undo;
  /** Whether the key still takes it back when the notice is gone; unless told, it does. */
  readonly lasting?: boolean;
  /** Offers anything else; `undo` goes first. */
  readonly action?: Toast['action'];
  /** How long it stays, in ms; 0 is until dismissed. */
  readonly stay?: number;
}

/** Long enough to read it and reach Undo; held while the pointer or the focus is on the notices. */
const STAY = 8000;
/** More notices than this at once are a wall; the oldest goes. */
const MOST = 3;
/** Changes that can be taken back one after another. */
const MOST_OFFERS = 50;

/** What can be taken back. */
interface Offer {
  readonly id: number;
  readonly text: string;
  readonly undo: Undo;
  readonly lasting: boolean;
}

interface Clock {
  readonly id: number;
  readonly stay: number;
  timer: ReturnType<typeof setTimeout> | null;
}

/** Short notices of what was done, at the foot of the window. */
export class Toasts {
  items = $state.raw<readonly Toast[]>([]);
  #next = 1;
  #held = 0;
  #clocks: Clock[] = [];
  /** The newest at the end. */
  #offers: readonly Offer[] = [];

  /** Says what was done, with a way to take it back. Returns the id to dismiss it by. */
  show(text: string, { undo, lasting = true, action = null, stay = STAY }: ToastOptions = {}): number {
    if (undo === undefined) return this.#add({ text, kind: 'note', action }, stay);
    const id = this.#add(
      { text, kind: 'note', action: { label: t('common.undo'), run: () => this.#takeBack(offer) } },
      stay,
    );
    const offer: Offer = { id, text, undo, lasting };
    this.#offers = [...this.#offers, offer].slice(-MOST_OFFERS);
    return id;
  }

  /** Takes back what was done last, or says that it can't be any more; false when there is nothing. */
  undo(): boolean {
    const newest = this.#offers.at(-1);
    if (newest !== undefined) this.#takeBack(newest);
    return newest !== undefined;
  }

  /** Dismisses a notice and what it offers to take back. */
  withdraw(id: number): void {
    this.dismiss(id);
    this.#offers = this.#offers.filter((offer) => offer.id !== id);
  }

  /** What was done so far is taken back by its notice alone from now on. */
  settle(): void {
    this.#offers = [];
  }

  /** Says what failed; stays until dismissed. What the user cancelled is no failure. */
  fail(error: AppError, { action = null }: ToastOptions = {}): void {
    if (error.code !== 'cancelled') this.#add({ text: describeError(error), kind: 'error', action }, 0);
  }

  dismiss(id: number): void {
    for (const clock of this.#clocks) if (clock.id === id && clock.timer) clearTimeout(clock.timer);
    this.#clocks = this.#clocks.filter((clock) => clock.id !== id);
    this.items = this.items.filter((toast) => toast.id !== id);
    this.#offers = this.#offers.filter((offer) => offer.lasting || offer.id !== id);
    // What had the pointer or the focus may be gone without saying so.
    if (this.items.length === 0) this.#held = 0;
  }

  /** Stops the clocks while someone is reading or about to act. */
  hold(): void {
    this.#held++;
    for (const clock of this.#clocks) {
      if (clock.timer) clearTimeout(clock.timer);
      clock.timer = null;
    }
  }

  /** Starts the clocks afresh. */
  release(): void {
    this.#held = Math.max(0, this.#held - 1);
    if (this.#held > 0) return;
    for (const clock of this.#clocks) clock.timer ??= setTimeout(() => this.dismiss(clock.id), clock.stay);
  }

  #takeBack({ id, text, undo }: Offer): void {
    const outcome = undo();
    this.withdraw(id);
    if (outcome === false) this.show(t('ui.undone.not', { what: text }));
    else void Promise.resolve(outcome).then((done) => done && this.show(t('ui.undone', { what: text })));
  }

  #add(toast: Omit<Toast, 'id'>, stay: number): number {
    const id = this.#next++;
    for (const old of this.items.slice(0, Math.max(0, this.items.length - MOST + 1))) this.dismiss(old.id);
    this.items = [...this.items, { ...toast, id }];
    if (stay > 0)
      this.#clocks.push({
        id,
        stay,
        timer: this.#held > 0 ? null : setTimeout(() => this.dismiss(id), stay),
      });
    return id;
  }
}
