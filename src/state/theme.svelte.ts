export type ThemeChoice = 'system' | 'light' | 'dark';

const KEY = 'suppilo.theme';

function stored(): ThemeChoice {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : 'system';
  } catch {
    return 'system'; // storage may be forbidden; the choice then lasts as long as the page
  }
}

/** Light, dark, or as the system; kept on this device for all workspaces. */
export class Theme {
  #choice = $state<ThemeChoice>(stored());

  constructor() {
    this.#show();
  }

  get choice(): ThemeChoice {
    return this.#choice;
  }

  set choice(choice: ThemeChoice) {
    this.#choice = choice;
    this.#show();
    try {
      if (choice === 'system') localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, choice);
    } catch {
      // see `stored`
    }
  }

  #show(): void {
    const root = document.documentElement;
    if (this.#choice === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = this.#choice;
  }
}
