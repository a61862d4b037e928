import type { ToWorker } from '../protocol/wire.ts';
import { subscribe } from '../storage/index.ts';
import { dispatcher } from './dispatch.ts';
import { createHandlers } from './handlers.ts';
import { Library } from './library.ts';

declare const self: DedicatedWorkerGlobalScope;

const receive = dispatcher(createHandlers(new Library()), (message) => self.postMessage(message));
self.addEventListener('message', (event: MessageEvent<ToWorker>) => receive(event.data));
subscribe((change) => self.postMessage({ kind: 'change', change }));
