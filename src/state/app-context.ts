import { createContext } from 'svelte';
import type { Format } from '../i18n/format.ts';
import type { Commands } from './commands.svelte.ts';
import type { ImportFlow } from './import-flow.svelte.ts';
import type { ForeignRequests } from './requests.svelte.ts';
import type { Router } from './router.svelte.ts';
import type { Session } from './session.svelte.ts';
import type { Theme } from './theme.svelte.ts';
import type { Toasts } from './toasts.svelte.ts';

/** What every screen finds in its context: the services of the whole app. Screens get no props. */
export interface AppContext {
  readonly session: Session;
  readonly router: Router;
  readonly toasts: Toasts;
  /** The import under way; it goes on while other pages are read. */
  readonly imports: ImportFlow;
  /** What the palette and the shortcuts sheet list. */
  readonly commands: Commands;
  readonly theme: Theme;
  readonly requests: ForeignRequests;
  /** Writes numbers, money and time as the open workspace does, or as the browser does without one. Reactive, so read it as
   * `app.format`: taken apart from the context it would stay what it was. */
  readonly format: Format;
}

/** `getApp()` while a component is initialised; `setApp` once, in the composition root. */
export const [getApp, setApp] = createContext<AppContext>();
