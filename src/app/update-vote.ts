/** How long the other tabs have for an objection; one that says nothing in time has none. */
const PATIENCE_MS = 800;

type Message =
  | { readonly kind: 'ask'; readonly id: string }
  | { readonly kind: 'object'; readonly id: string; readonly reason: string };

/** The part of `BroadcastChannel` the vote needs: what one tab posts, all the others hear. */
export type VoteChannel = Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'removeEventListener'>;

/**
 * Asks all tabs of the app whether they may be reloaded. Every tab holds one and answers with its own reason; a single
 * objection is enough.
 */
export class UpdateVote {
  readonly #channel: VoteChannel;
  readonly #ownReason: () => string | null;
  readonly #patience: number;

  constructor(channel: VoteChannel, ownReason: () => string | null, patience = PATIENCE_MS) {
    this.#channel = channel;
    this.#ownReason = ownReason;
    this.#patience = patience;
    channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
      if (data.kind !== 'ask') return;
      const reason = this.#ownReason();
      if (reason !== null) this.#post({ kind: 'object', id: data.id, reason });
    });
  }

  /** Resolves to the first objection, of this tab or another, or to null when there is none. */
  ask(): Promise<string | null> {
    const own = this.#ownReason();
    if (own !== null) return Promise.resolve(own);

    const id = crypto.randomUUID();
    return new Promise((resolve) => {
      const end = (reason: string | null): void => {
        clearTimeout(timer);
        this.#channel.removeEventListener('message', hear);
        resolve(reason);
      };
      const hear = ({ data }: MessageEvent<Message>): void => {
        if (data.kind === 'object' && data.id === id) end(data.reason);
      };
      const timer = setTimeout(() => end(null), this.#patience);
      this.#channel.addEventListener('message', hear);
      this.#post({ kind: 'ask', id });
    });
  }

  #post(message: Message): void {
    this.#channel.postMessage(message);
  }
}
