import { mount } from 'svelte';
import App from './App.svelte';
import { Installation } from './pwa.svelte.ts';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no #app to mount into');

const installation = new Installation();
mount(App, { target, props: { installation } });
if (import.meta.env.PROD) installation.start();
