/**
 * The service worker: every file of the build is precached when a version installs, and served from that cache only.
 * It holds no user data and opens no database.
 *
 * A new version waits until the page asks for it (`src/app/pwa.svelte.ts`), because taking over removes the files that pages
 * of the old version may still load. To retire the worker for good, publish a `sw.js` that calls
 * `registration.unregister()` when it is activated.
 */
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope;

/** Written by the build: every file of it, with a content hash where the name has none. */
declare const __PRECACHE__: { url: string; revision: string | null }[];

precacheAndRoute(__PRECACHE__);
cleanupOutdatedCaches();

// Routes live in the hash, so every navigation is the one page.
registerRoute(new NavigationRoute(createHandlerBoundToURL('index.html')));

self.addEventListener('message', (event: ExtendableMessageEvent) => {
  const message: unknown = event.data;
  if (
    typeof message === 'object' &&
    message !== null &&
    'type' in message &&
    message.type === 'SKIP_WAITING'
  ) {
    void self.skipWaiting();
  }
});

// The first visit has no controller: claiming it lets a route be opened offline without a reload in between.
self.addEventListener('activate', (event: ExtendableEvent) => event.waitUntil(self.clients.claim()));
