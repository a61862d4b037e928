import Star from '@lucide/svelte/icons/star';
import { cleanup, render } from 'vitest-browser-svelte';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../../src/styles/index.css';
import { WorkerClient } from '../../../../src/client/worker-client.ts';
import { createFormat } from '../../../../src/i18n/format.ts';
import { encodeQuestion } from '../../../../src/questions/url.ts';
import { Commands } from '../../../../src/state/commands.svelte.ts';
import { ImportFlow } from '../../../../src/state/import-flow.svelte.ts';
import { ForeignRequests } from '../../../../src/state/requests.svelte.ts';
import { Router } from '../../../../src/state/router.svelte.ts';
import { Session } from '../../../../src/state/session.svelte.ts';
import { Theme } from '../../../../src/state/theme.svelte.ts';
import { Toasts } from '../../../../src/state/toasts.svelte.ts';
import { expectAccessible } from '../../ui/axe.ts';
import { fakeWorker, view } from '../funnel/fake.ts';
import { answer, dossier, question } from './fake.ts';
import Host from './Host.svelte';

type Answers = Parameters<typeof fakeWorker>[0];
const screens = [{ path: '/w/:workspace/time/velocity', title: 'velocity.title', icon: Star }] as const;

let opened = 0;

/** Shows the page over a worker of the test's own, at an address. */
async function open(answers: Answers = {}, query: Record<string, string> = {}) {
  const id = `w${(opened += 1)}`;
  history.replaceState(null, '', `#/w/${id}/time/velocity?${new URLSearchParams(query).toString()}`);
  const fake = fakeWorker({
    'insights.list': () => [],
    propose: () => question,
    ask: () => answer,
    'people.page': () => ({
      total: 10,
      matching: 10,
      offset: 0,
      rows: Array.from({ length: 10 }, (_, index) => ({
        person: index,
        key: `p${index}`,
        name: index === 7 ? 'Ada' : null,
        held: null,
        time: Date.UTC(2026, 0, 5),
        dayOnly: false,
        detail: null,
      })),
      detail: null,
    }),
    'person.dossier': () => dossier,
    ...answers,
    'workspaces.open': (request) => {
      const opening = (answers['workspaces.open'] ?? (() => view))(request) as typeof view;
      return { ...opening, workspace: { ...opening.workspace, id } };
    },
  });
  const session = new Session(new WorkerClient(() => fake.worker));
  const app = {
    session,
    router: new Router(screens),
    toasts: new Toasts(),
    imports: new ImportFlow(session, () => 0),
    commands: new Commands(),
    theme: new Theme(),
    requests: new ForeignRequests(),
    format: createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' }),
  };
  app.router.listen();
  await session.open(id);
  const { container } = await render(Host, { app });
  return { ...fake, app, container };
}

const slot = (label: string) => page.getByRole('button', { name: new RegExp(`, ${label}$`) });
const asked = (requests: (method: 'ask') => readonly { params: unknown }[]) =>
  (requests('ask').at(-1)?.params as { question: typeof question } | undefined)?.question;

beforeEach(async () => page.viewport(1440, 900));
afterEach(() => {
  cleanup();
  history.replaceState(null, '', location.pathname + location.search);
});

describe('the velocity page', () => {
  it('V1 shows velocity as the product of its factors, and nothing axe finds', async () => {
    const { container, requests } = await open();
    await expect.element(page.getByText(/^€1,000(\.00)?$/).first()).toBeVisible();
    await expect.element(page.getByText('30 of 60 closed, 38.0–62.0%', { exact: false })).toBeVisible();
    await expect.element(page.getByText('2 wins have no value', { exact: false })).toBeVisible();
    expect(requests('propose')[0]?.params).toMatchObject({ kind: 'velocity' });
    await expectAccessible(container);
  });

  it('V2 says what each factor made of the change', async () => {
    await open();
    const table = page.getByRole('region', { name: 'What changed it' }).getByRole('table');
    await expect
      .element(table.getByRole('row', { name: /^Open leads/ }))
      .toHaveTextContent(/32\s*40\s*\+€200/);
    await expect
      .element(table.getByRole('row', { name: /^Money a day/ }))
      .toHaveTextContent(/€800\s*€1,000\s*\+€200/);
  });

  it('opens the leads of a factor on either side, and says how one counts', async () => {
    const { container, requests } = await open();
    const lists = () => requests('people.page').map(({ params }) => (params as { query: unknown }).query);
    await page.getByRole('region', { name: 'What changed it' }).getByRole('button', { name: '32' }).click();
    await expect.poll(() => lists().at(-1)).toMatchObject({ pick: { of: 'open', compared: true } });
    expect(location.hash).toContain('leads=open.compared');
    await page.getByText('Ada').click();
    await expect.element(page.getByText(/^Won in 1.*Feb 2026, worth €700$/)).toBeVisible();
    await expect.element(page.getByText('35 d after opening')).toBeVisible();
    await expectAccessible(container);
  });

  it('M1 shows the same for each value of a property, in its own currency, and opens its leads', async () => {
    const property = { scope: 'person', name: 'region' } as const;
    const groups = [
      { ...answer, value: 'North', kind: 'value' as const, size: 1, leads: 60, currency: 'USD' },
      { ...answer, value: null, kind: 'value' as const, size: 1, leads: 40, currency: null },
    ];
    const { container, requests } = await open(
      { ask: () => ({ ...answer, groups }) },
      { q: encodeQuestion({ ...question, breakdown: { property, top: 8 } }) },
    );
    const table = page.getByRole('region', { name: 'By region' }).getByRole('table');
    const north = table.getByRole('row', { name: /^North/ });
    await expect.element(north).toHaveTextContent(/US\$1,000/);
    await expect.element(table.getByRole('row', { name: /^\(missing\)/ })).toHaveTextContent(/€1,000/);
    await expectAccessible(container);
    await north.getByRole('button', { name: '40' }).click();
    await expect
      .poll(() => (requests('people.page').at(-1)?.params as { query: unknown } | undefined)?.query)
      .toMatchObject({ pick: { of: 'open', compared: false, group: { kind: 'value', value: 'North' } } });
  });

  it('walks the periods with the keyboard and asks about one of them', async () => {
    const { requests } = await open();
    const chart = page.getByRole('application', { name: 'Over time' });
    await expect.element(chart).toBeVisible();
    (chart.element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(page.getByText('Money a day, Feb 2026: €1,000')).toBeInTheDocument();
    await userEvent.keyboard('{ArrowLeft}{Enter}');
    await expect
      .poll(() => asked(requests))
      .toMatchObject({ range: { from: '2026-01-01', to: '2026-01-31' }, compare: 'previous' });
  });

  it('shows the periods as a table, newest first, and marks what is not over', async () => {
    const { container } = await open();
    await page.getByRole('button', { name: 'The same as a table' }).click();
    const rows = page.getByRole('region', { name: 'Over time' }).getByRole('row');
    await expect.element(rows.nth(1)).toHaveTextContent('Mar 2026 not over yet');
    await expectAccessible(container);
  });

  it('asks what is edited, and takes it back whole with Escape', async () => {
    const { requests } = await open();
    await slot('Lost').click();
    await page.getByRole('radio', { name: 'Nothing in the data says so' }).click();
    await expect.poll(() => asked(requests)?.lost).toBeNull();
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => asked(requests)?.lost?.events).toEqual(['Lost']);
  });

  it('lets a velocity be put together where none can be proposed', async () => {
    const numbers = { ...view, eventProperties: [{ name: 'amount', kind: 'number' as const }] };
    const { requests } = await open({ propose: () => null, 'workspaces.open': () => numbers });
    await page.getByRole('button', { name: 'Choose the events' }).click();
    await expect.poll(() => asked(requests)?.value).toEqual({ scope: 'event', name: 'amount' });
  });

  it('holds everything on a narrow screen', async () => {
    await page.viewport(390, 844);
    const { container } = await open();
    await expect.element(page.getByRole('application', { name: 'Over time' })).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
    await expectAccessible(container);
  });
});
