import { untrack, type Component } from 'svelte';

/** Something the command palette offers. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** The heading it belongs to, shown at its right. */
  readonly group: string;
  readonly icon?: Component<{ class?: string; 'aria-hidden'?: 'true' }>;
  /** Keys that do the same; `Mod` is Ctrl, or ⌘ on Apple devices. */
  readonly keys?: readonly string[];
  /** More words it is found by. */
  readonly words?: string;
  readonly run: () => void;
}

/** A line of the shortcuts sheet; the page that lists it also handles the keys. */
interface Shortcut {
  readonly keys: readonly string[];
  readonly title: string;
}

export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

const KEY = 'suppilo.single-keys';

/** What the palette and the shortcuts sheet list besides the app's own: given by the screen that is shown. */
export class Commands {
  #given = $state.raw<readonly { commands: () => readonly Command[]; shortcuts: ShortcutGroup | null }[]>([]);
  #singleKeys = $state(true);

  constructor() {
    try {
      this.#singleKeys = localStorage.getItem(KEY) !== 'off';
    } catch {
      // without storage the setting lasts as long as the page
    }
  }

  /** Commands of the screens, newest first. */
  get all(): readonly Command[] {
    return this.#given.toReversed().flatMap(({ commands }) => commands());
  }

  get groups(): readonly ShortcutGroup[] {
    return this.#given.flatMap(({ shortcuts }) => (shortcuts ? [shortcuts] : []));
  }

  /** Whether keys without Ctrl or Alt act anywhere on a page; speech input and trembling hands need them off. */
  get singleKeys(): boolean {
    return this.#singleKeys;
  }

  set singleKeys(on: boolean) {
    this.#singleKeys = on;
    try {
      if (on) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, 'off');
    } catch {
      // see the constructor
    }
  }

  /** Lists a screen's commands and shortcuts until the returned function is called: `$effect(() => app.commands.give(…))`. */
  give(commands: () => readonly Command[], shortcuts: ShortcutGroup | null = null): () => void {
    const entry = { commands, shortcuts };
    this.#given = [...untrack(() => this.#given), entry];
    return () => {
      this.#given = this.#given.filter((other) => other !== entry);
    };
  }
}
