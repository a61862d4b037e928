import { mount } from 'svelte';
import { WorkerClient } from '../client/worker-client.ts';
import { Commands } from '../state/commands.svelte.ts';
import { ImportFlow } from '../state/import-flow.svelte.ts';
import { ForeignRequests } from '../state/requests.svelte.ts';
import { Router } from '../state/router.svelte.ts';
import { Session } from '../state/session.svelte.ts';
import { Theme } from '../state/theme.svelte.ts';
import { Toasts } from '../state/toasts.svelte.ts';
import '../styles/index.css';
import workerUrl from '../worker/main.ts?worker&url';
import App from './App.svelte';
import { Installation } from './pwa.svelte.ts';
import { screens } from './routes.ts';
import { scriptUrl } from './trusted.ts';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app to mount into');

const client = new WorkerClient(() => new Worker(scriptUrl(workerUrl), { type: 'module' }));
const session = new Session(client);
const services = {
  session,
  router: new Router(screens),
  toasts: new Toasts(),
  imports: new ImportFlow(session, () => Date.now()),
  commands: new Commands(),
  theme: new Theme(),
  requests: new ForeignRequests(),
};
const installation = new Installation();

// In a task of its own: reading the code and drawing the shell together would hold the page for over 50 ms.
setTimeout(() => mount(App, { target, props: { services, installation } }));
if (import.meta.env.PROD) installation.start();
