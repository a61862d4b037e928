/** One part of a page with what it shows now. */
interface Stage<Value> {
  value: Value | null;
}

function stage<Value>(): Stage<Value> {
  let value = $state.raw<Value | null>(null);
  return {
    get value() {
      return value;
    },
    set value(next) {
      value = next;
    },
  };
}

/**
 * Hands a new value on to one part of a page after the other, each in a task of its own, so that drawing a large answer
 * never holds up the keyboard.
 */
export class Stages<Value> {
  readonly parts: readonly Stage<Value>[];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(count: number) {
    this.parts = Array.from({ length: count }, () => stage<Value>());
  }

  /** Begins to hand on a value; one that is still being handed on is given up. Returns the way to stop. */
  show(value: Value): () => void {
    this.#next(value, 0);
    return () => clearTimeout(this.#timer);
  }

  #next(value: Value, index: number): void {
    clearTimeout(this.#timer);
    const part = this.parts[index];
    if (part === undefined) return;
    this.#timer = setTimeout(() => {
      part.value = value;
      this.#next(value, index + 1);
    });
  }
}
