interface Held {
  readonly held: string | null;
}

/** Of several values of a person, such as deals, the one that the address opens, and the way to open another. */
export interface OpenedValue extends Held {
  readonly open: (held: string | null) => void;
}

/** The proofs of a person, among which one is to be shown. */
interface Shown<Proof extends Held> {
  readonly proofs: readonly Proof[];
  readonly opened: OpenedValue;
  /** Whether the list that the person was opened in counts a proof. */
  readonly counts: (proof: Proof) => boolean;
}

/** Which of a person's proofs is shown: one of the value in the address, and among several of it the one the reader chose. */
export class ProofChoice<Proof extends Held> {
  #chosen = $state<number | null>(null);
  readonly #of: () => Shown<Proof>;
  readonly #at = $derived.by(() => {
    const { proofs, opened, counts } = this.#of();
    return shownProof(proofs, this.#chosen, opened.held, counts);
  });

  constructor(of: () => Shown<Proof>) {
    this.#of = of;
  }

  /** Its place among the proofs, as the value of a choice. */
  get value(): string {
    return String(this.#at);
  }

  /** null: there is none. */
  get proof(): Proof | null {
    return this.#of().proofs[this.#at] ?? null;
  }

  choose(value: string): void {
    const { proofs, opened } = this.#of();
    this.#chosen = Number(value);
    opened.open(proofs[this.#chosen]?.held ?? null);
  }
}

/**
 * Returns the place, in `proofs`, of the one to be shown: the one chosen while it is of the value `held`; else the first of that value, those
 * before others that the list counts; where the value is not known, the first that the list counts; 0 without any.
 */
export function shownProof<Proof extends Held>(
  proofs: readonly Proof[],
  chosen: number | null,
  held: string | null,
  counts: (proof: Proof) => boolean,
): number {
  if (chosen !== null && proofs[chosen]?.held === held) return chosen;
  const isOpen = (proof: Proof): boolean => proof.held === held;
  const places = [(proof: Proof) => isOpen(proof) && counts(proof), isOpen, counts].map((of) =>
    proofs.findIndex(of),
  );
  return places.find((place) => place >= 0) ?? 0;
}
