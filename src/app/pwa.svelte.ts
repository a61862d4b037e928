import { Workbox } from 'workbox-window';
import { busyReason } from '../state/busy.ts';
import { scriptUrl } from './trusted.ts';
import { UpdateVote } from './update-vote.ts';

const HOUR_MS = 3_600_000;
const FALLBACK_MS = 5000;
const RETRY_MS = 2000;
const RELOADED_KEY = 'suppilo:reloaded-for-missing-file';

/** What the page can say about a new version. */
export type UpdateState =
  | { readonly kind: 'none' }
  /** A new version is ready and waits to be asked for. */
  | { readonly kind: 'offered' }
  /** The other tabs are being asked whether they may be reloaded. */
  | { readonly kind: 'asking' }
  /** A tab has unfinished work; `reason` says which, in the user's words. The update can be asked for again. */
  | { readonly kind: 'blocked'; readonly reason: string }
  /** The new version is taking over; every tab reloads in a moment. */
  | { readonly kind: 'applying' };

/**
 * The app's own installation: offline use and updates. An update is only ever offered; when the user takes it, no tab
 * with unfinished work (`registerBusy`) is reloaded under it.
 *
 * One instance per page, started once by the composition root.
 */
export class Installation {
  update = $state.raw<UpdateState>({ kind: 'none' });
  /** Whether the app opens without a network: null until known, false where the browser allows no service worker. */
  offline = $state<boolean | null>(null);

  #workbox: Workbox | null = null;
  #vote: UpdateVote | null = null;
  #controlled = false;
  #reloading = false;

  /** Registers the service worker and begins to look for updates: now, on return to the tab, and every hour. */
  start(): void {
    addEventListener('vite:preloadError', (event) => this.#onMissingFile(event));
    if (!('serviceWorker' in navigator)) {
      this.offline = false;
      return;
    }
    const workers = navigator.serviceWorker;
    this.#controlled = workers.controller !== null;
    if (this.#controlled) this.offline = true;
    workers.addEventListener('controllerchange', () => this.#onController());

    this.#vote = new UpdateVote(new BroadcastChannel('suppilo:update'), busyReason);
    void this.#register();
  }

  /** Applies the offered update, unless a tab objects; does nothing when none is offered. */
  async applyUpdate(): Promise<void> {
    const { kind } = this.update;
    if (this.#workbox === null || this.#vote === null || (kind !== 'offered' && kind !== 'blocked')) return;
    this.update = { kind: 'asking' };
    const reason = await this.#vote.ask();
    if (reason !== null) {
      this.update = { kind: 'blocked', reason };
      return;
    }
    this.update = { kind: 'applying' };
    this.#workbox.messageSkipWaiting();
    setTimeout(() => this.#reload(), FALLBACK_MS);
  }

  async #register(): Promise<void> {
    const base = import.meta.env.BASE_URL;
    const workbox = new Workbox(scriptUrl(`${base}sw.js`), { scope: base });
    workbox.addEventListener('waiting', () => {
      if (this.update.kind === 'none') this.update = { kind: 'offered' };
    });
    workbox.addEventListener('activated', () => {
      this.offline = true;
    });
    try {
      await workbox.register();
    } catch {
      // A private window or a blocked site setting: the app works, only not without a network.
      this.offline ??= false;
      return;
    }
    this.#workbox = workbox;
    // Without a network there is no update to be had, which is no failure.
    const check = (): void => void workbox.update().catch(() => undefined);
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') check();
    });
    setInterval(check, HOUR_MS);
  }

  #onController(): void {
    // The first worker a page ever gets is no update of it.
    if (this.#controlled) this.#reload();
    this.#controlled = true;
  }

  /** Reloads once, as soon as nothing unfinished would be lost. */
  #reload(): void {
    if (this.#reloading) return;
    if (busyReason() !== null) {
      setTimeout(() => this.#reload(), RETRY_MS);
      return;
    }
    this.#reloading = true;
    location.reload();
  }

  /** A file of this version is gone from the server and the cache: a reload gets the version that is there. */
  #onMissingFile(event: Event): void {
    if (!navigator.onLine || busyReason() !== null || sessionStorage.getItem(RELOADED_KEY) === __BUILD_ID__)
      return;
    event.preventDefault();
    sessionStorage.setItem(RELOADED_KEY, __BUILD_ID__);
    this.#reload();
  }
}
