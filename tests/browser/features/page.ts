import { afterEach, beforeEach } from 'vitest';
import { cleanup, render } from 'vitest-browser-svelte';
import { page as browser } from 'vitest/browser';
import '../../../src/styles/index.css';
import { screens, type Screen } from '../../../src/app/routes.ts';
import { WorkerClient } from '../../../src/client/worker-client.ts';
import { createFormat } from '../../../src/i18n/format.ts';
import type { PeoplePage, PeopleQuery } from '../../../src/protocol/requests.ts';
import type { Analyses, Question, QuestionKind } from '../../../src/questions/question.ts';
import type { AppContext } from '../../../src/state/app-context.ts';
import { Commands } from '../../../src/state/commands.svelte.ts';
import { ImportFlow } from '../../../src/state/import-flow.svelte.ts';
import { ForeignRequests } from '../../../src/state/requests.svelte.ts';
import { href, Router } from '../../../src/state/router.svelte.ts';
import { Session } from '../../../src/state/session.svelte.ts';
import { Theme } from '../../../src/state/theme.svelte.ts';
import { Toasts } from '../../../src/state/toasts.svelte.ts';
import { fakeWorker, view, type Answers } from './funnel/fake.ts';
import Host from './Host.svelte';

export type { Answers };

interface Opening {
  /** Path of a screen, `/w/:workspace/funnel`. */
  readonly path: string;
  /** What is shown there; the screen's own page unless given. Loaded late, as in the app, so that it finds the styles in place. */
  readonly load?: Screen['load'];
  /** What the worker answers, before what is answered to every page. */
  readonly answers?: Answers;
  /** What stands behind the path in the address. */
  readonly query?: Readonly<Record<string, string>>;
}

/** Ten people, of whom the eighth has a name. */
const people: PeoplePage = {
  total: 10,
  matching: 10,
  offset: 0,
  rows: Array.from({ length: 10 }, (_, index) => ({
    person: index,
    key: `p${index}`,
    name: index === 7 ? 'Ada' : null,
    shared: false,
    held: null,
    time: Date.UTC(2026, 0, 5),
    dayOnly: false,
    detail: null,
    measures: [],
  })),
  detail: null,
  measures: [],
};

let opened = 0;
const listening: (() => void)[] = [];

function loadOf(path: string): Screen['load'] {
  const screen = screens.find((each) => each.path === path);
  if (!screen) throw new Error(`No screen has the path ${path}`);
  return screen.load;
}

/**
 * Shows the page of a path at its address, in an app with every screen over a worker of the test's own. Returns what it was
 * drawn into, the app, the worker's side (`fakeWorker`), and what was asked of it: `asked`, the questions of a kind, and
 * `listed`, the queries for lists of people, both from the first to the last.
 */
export async function openPage({ path, load = loadOf(path), answers = {}, query = {} }: Opening) {
  // Pages remember what was last asked in a workspace, so every opening has its own.
  const id = `w${(opened += 1)}`;
  history.replaceState(null, '', href(path, { workspace: id }, query));
  const fake = fakeWorker({
    'insights.list': () => [],
    'people.page': () => people,
    ...answers,
    'workspaces.open': (request) => {
      const opening = (answers['workspaces.open'] ?? (() => view))(request) as typeof view;
      return { ...opening, workspace: { ...opening.workspace, id } };
    },
  });
  const session = new Session(new WorkerClient(() => fake.worker));
  const app: AppContext = {
    session,
    router: new Router(screens),
    toasts: new Toasts(),
    imports: new ImportFlow(session, () => 0),
    commands: new Commands(),
    theme: new Theme(),
    requests: new ForeignRequests(),
    format: createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' }),
  };
  listening.push(app.router.listen());
  await session.open(id);
  const { default: page } = await load();
  const { container } = await render(Host, { app, page });
  const asked = <K extends QuestionKind>(kind: K): Analyses[K]['question'][] =>
    fake
      .requests('ask')
      .map(({ params }) => params.question)
      .filter((question: Question): question is Analyses[K]['question'] => question.kind === kind);
  const listed = (): PeopleQuery[] => fake.requests('people.page').map(({ params }) => params.query);
  return { ...fake, app, container, asked, listed };
}

/** The part of the question sentence that is edited under a name, `Period`. */
export const slot = (label: string) => browser.getByRole('button', { name: new RegExp(`, ${label}$`) });

beforeEach(async () => browser.viewport(1440, 900));
afterEach(() => {
  cleanup();
  for (const stop of listening.splice(0)) stop();
  history.replaceState(null, '', location.pathname + location.search);
});
