import { describe, expect, it } from 'vitest';
import { cleanup, render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import type { DashboardContent } from '../../../../src/questions/dashboard.ts';
import { everything } from '../../../../src/questions/filter.ts';
import Toasts from '../../../../src/ui/Toasts.svelte';
import { expectAccessible } from '../../ui/axe.ts';
import { answer as cohorts, question as retention } from '../cohorts/fake.ts';
import { answer as funnelAnswer, question as funnel } from '../funnel/fake.ts';
import Host from '../Host.svelte';
import { slot } from '../page.ts';
import DashboardHost from './DashboardHost.svelte';
import { board, content, counts, cycle, lifecycle, open, place } from './fake.ts';

const tile = (name: string) => page.getByRole('region', { name, exact: true });
const more = (name: string) => page.getByRole('button', { name: `More for ${name}`, exact: true });
const chart = (name: string) => page.getByRole('application', { name });
const names = (): string[] =>
  [...document.querySelectorAll('main h3')].map((each) => each.textContent.trim());

describe('the dashboards', () => {
  it('show saved questions and others with their figure and chart, and nothing axe finds', async () => {
    const { container } = await open();
    // 40 of 170 matured, as the fake says.
    await expect.element(tile('Shop funnel').getByText('23.5%')).toBeVisible();
    await expect.element(chart('Funnel: Shop funnel')).toBeVisible();
    await expect.element(tile('Life').getByText('55', { exact: true }).first()).toBeVisible();
    await expect.element(chart('Lifecycle: Life')).toBeVisible();
    const link = tile('Shop funnel').getByRole('link', { name: 'Shop funnel' });
    await expect.element(link).toHaveAttribute('href', expect.stringMatching(/\/funnel\?insight=f$/));
    await expectAccessible(container);
  });

  it('propose one from what the data can answer, and keep it once it is changed', async () => {
    const { rows, requests } = await open([]);
    await expect.element(tile('Visit to Order')).toBeVisible();
    await expect.element(page.getByText(/^Proposed from your data/)).toBeVisible();
    await expect.poll(names).toEqual(['Visit to Order', 'Lifecycle']);
    expect(requests('dashboards.save')).toEqual([]);
    await more('Lifecycle').click();
    await page.getByRole('menuitem', { name: 'Remove tile' }).click();
    await expect.poll(() => [...rows.values()].map(({ name }) => name)).toEqual(['First look']);
    await expect.element(page.getByText(/^Proposed from your data/)).not.toBeInTheDocument();
    expect(location.hash).toContain('board=new0');
  });

  it('take a deleted tile back where it was, as last stored', async () => {
    const { app, rows } = await open();
    const before = structuredClone(rows.get('one')!.content);
    await more('Shop funnel').click();
    await page.getByRole('menuitem', { name: 'Remove tile' }).click();
    await expect.poll(names).toEqual(['Life']);
    app.toasts.items.at(-1)!.action!.run();
    await expect.poll(names).toEqual(['Shop funnel', 'Life']);
    await expect.poll(() => rows.get('one')!.content).toEqual(before);
  });

  it('pass the focus of a deleted tile to the next, the one before or what adds one, and back', async () => {
    const { app } = await open([
      board('one', 'Monday', [...content.tiles, { ...content.tiles[0]!, ...place, id: 'c', y: 5 }]),
    ]);
    const remove = async (tile: string): Promise<void> => {
      menu(tile).focus();
      await userEvent.keyboard('{Enter}');
      await page.getByRole('menuitem', { name: 'Remove tile' }).click();
    };
    const menu = (tile: string): HTMLElement =>
      document.querySelector<HTMLElement>(`[data-tile="${tile}"] [aria-haspopup="menu"]`)!;
    await expect.poll(names).toEqual(['Shop funnel', 'Life', 'Shop funnel']);
    await remove('a');
    await expect.poll(() => document.activeElement).toBe(menu('b'));
    await render(Toasts, { toasts: app.toasts });
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => menu('a')).not.toBeNull();
    await expect.poll(() => document.activeElement).toBe(menu('a'));
    await remove('c');
    await expect.poll(() => document.activeElement).toBe(menu('b'));
    await remove('b');
    await expect.poll(() => document.activeElement).toBe(menu('a'));
    await remove('a');
    await expect.element(page.getByRole('button', { name: 'Add tile' }).first()).toHaveFocus();
  });

  it('take a tile of the proposal back into it alone, once it is stored too', async () => {
    const { app, rows } = await open([]);
    await expect.poll(names).toEqual(['Visit to Order', 'Lifecycle']);
    // Made in another tab, and known here as soon as the list is read again.
    rows.set('two', board('two', 'Sales', [content.tiles[0]!]));
    await more('Lifecycle').click();
    await page.getByRole('menuitem', { name: 'Remove tile' }).click();
    await expect.poll(() => location.hash).toContain('board=new1');
    const undo = app.toasts.items.at(-1)!.action!.run;
    const stored = structuredClone(rows.get('two')!.content);
    await page.getByRole('button', { name: 'Dashboards' }).click();
    await page.getByRole('menuitemradio', { name: /Sales/ }).click();
    await expect.poll(names).toEqual(['Shop funnel']);
    undo();
    await page.getByRole('button', { name: 'Dashboards' }).click();
    await page.getByRole('menuitemradio', { name: /First look/ }).click();
    await expect.poll(names).toEqual(['Visit to Order']);
    expect(rows.get('two')!.content).toEqual(stored);
    undo();
    await expect.poll(names).toEqual(['Visit to Order', 'Lifecycle']);
  });

  it('take a move back, step by step of one tile at once, by keys and by the notice', async () => {
    const { app, rows } = await open();
    const before = structuredClone(rows.get('one')!.content);
    const stored = () => (rows.get('one')!.content as DashboardContent).tiles;
    const handle = page.getByRole('button', { name: 'Move Shop funnel', exact: true });
    await expect.element(handle).toBeVisible();
    handle.element().focus();
    await userEvent.keyboard('{ArrowRight}{Shift>}{ArrowDown}{/Shift}');
    await expect.poll(() => stored().find(({ id }) => id === 'a')).toMatchObject({ x: 6, y: 0, h: 6 });
    expect(app.toasts.items.map(({ text }) => text)).toEqual(['“Shop funnel” was moved.']);
    await render(Toasts, { toasts: app.toasts });
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(() => rows.get('one')!.content).toEqual(before);
    // There is nothing more to take back.
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(() => rows.get('one')!.content).toEqual(before);
    await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}');
    await expect
      .poll(() => stored().map(({ x, w }) => [x, w]))
      .toEqual([
        [0, 5],
        [5, 7],
      ]);
    app.toasts.items.at(-1)!.action!.run();
    await expect.poll(() => rows.get('one')!.content).toEqual(before);
  });

  it('take back nothing that was done before the page was left, nor from over what was done since', async () => {
    const { app, rows } = await open();
    const stored = () => (rows.get('one')!.content as DashboardContent).tiles;
    for (const [name, id] of [
      ['Shop funnel', 'a'],
      ['Life', 'b'],
    ] as const) {
      const handle = page.getByRole('button', { name: `Move ${name}`, exact: true });
      await expect.element(handle).toBeVisible();
      handle.element().focus();
      await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
      await expect.poll(() => stored().find((each) => each.id === id)).toMatchObject({ h: 6 });
    }
    cleanup();
    await render(Host, { app, page: DashboardHost });
    await render(Toasts, { toasts: app.toasts });
    await more('Life').click();
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await expect.poll(() => stored().length).toBe(3);
    const now = structuredClone(stored());
    await userEvent.keyboard('{Control>}z{/Control}{Control>}z{/Control}');
    expect(app.toasts.items).toEqual([]);
    await expect.poll(names).toEqual(['Shop funnel', 'Life', 'Life']);
    expect(stored()).toEqual(now);
  });

  it('don’t say that a move was taken back when that could not be stored', async () => {
    const failing = { now: false };
    const { app, requests } = await open([board('one', 'Monday')], {
      'dashboards.save': ({ params: { dashboard } }) => {
        if (failing.now) return { code: 'edit-stale', details: { name: dashboard.name } };
        return { ...board('one', dashboard.name), content: dashboard.content };
      },
    });
    await render(Toasts, { toasts: app.toasts });
    const handle = page.getByRole('button', { name: 'Move Shop funnel', exact: true });
    await expect.element(handle).toBeVisible();
    handle.element().focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect.poll(() => requests('dashboards.save').length).toBe(1);
    failing.now = true;
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(() => app.toasts.items.map(({ kind }) => kind)).toEqual(['error']);
  });

  it('take no notice of a key without a name, as of a field that the browser fills in', async () => {
    const { app } = await open();
    await render(Toasts, { toasts: app.toasts });
    const errors: string[] = [];
    const note = (event: ErrorEvent): void => {
      event.preventDefault();
      errors.push(event.message);
    };
    window.addEventListener('error', note);
    document.body.dispatchEvent(Object.assign(new Event('keydown', { bubbles: true }), { key: undefined }));
    window.removeEventListener('error', note);
    expect(errors).toEqual([]);
  });

  it('are chosen, made, named, copied and deleted, and a deletion is taken back', async () => {
    const { app, rows, container } = await open([board('one', 'Monday'), board('two', 'Sales', [])]);
    await page.getByRole('button', { name: 'Dashboards' }).click();
    await expectAccessible(container);
    await page.getByRole('menuitemradio', { name: /Sales/ }).click();
    await expect.element(page.getByRole('heading', { name: 'Sales' })).toBeVisible();
    await expect.element(page.getByText('No tile yet')).toBeVisible();
    await expectAccessible(container);
    await page.getByRole('button', { name: 'More for dashboard Sales' }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByRole('textbox', { name: /Name/ }).fill('Pipeline');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.element(page.getByRole('heading', { name: 'Pipeline' })).toBeVisible();
    await expect.poll(() => rows.get('two')?.name).toBe('Pipeline');
    await page.getByRole('button', { name: 'More for dashboard Pipeline' }).click();
    await page.getByRole('menuitem', { name: 'Delete dashboard' }).click();
    await expect.element(page.getByRole('heading', { name: 'Monday' })).toBeVisible();
    app.toasts.items.at(-1)!.action!.run();
    await expect.element(page.getByRole('heading', { name: 'Pipeline' })).toBeVisible();
    expect([...rows.values()].map(({ name }) => name)).toEqual(['Monday', 'Pipeline']);
  });

  it('get tiles of saved questions and of proposed ones, beside the others', async () => {
    const { container, rows } = await open();
    await page.getByRole('button', { name: 'Add tile' }).click();
    await expectAccessible(container);
    await page.getByRole('button', { name: /Who comes back/ }).click();
    await expect.element(tile('Who comes back').getByText('40.0%')).toBeVisible();
    expect((rows.get('one')!.content as DashboardContent).tiles.at(-1)).toMatchObject({
      of: { by: 'insight', insight: 'r' },
      x: 0,
      y: 5,
    });
  });

  it('are offered what the data give, and why not what they don’t', async () => {
    const { container, rows, requests } = await open();
    await page.getByRole('button', { name: 'Add tile' }).click();
    const revenue = page.getByRole('button', { name: 'Recurring revenue' });
    const life = page.getByRole('dialog').getByRole('button', { name: 'Lifecycle' });
    await expect.element(revenue).toHaveTextContent('Nothing here reads like a subscription with amounts.');
    await expect.element(revenue).toHaveAttribute('aria-disabled', 'true');
    await expect.element(life).toHaveAttribute('aria-disabled', 'false');
    await expectAccessible(container);
    // It can be read by keys, and does nothing.
    (revenue.element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('dialog')).toBeVisible();
    const asked = requests('propose').length;
    await life.click();
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    expect(requests('propose')).toHaveLength(asked);
    expect((rows.get('one')!.content as DashboardContent).tiles.at(-1)).toMatchObject({
      of: { by: 'question', name: 'Lifecycle' },
    });
  });

  it('say why none could be proposed, and propose on demand', async () => {
    let fail = true;
    const failure = { code: 'worker-crashed', details: {} };
    const { container } = await open([], {
      propose: ({ params: { kind } }) => (fail ? failure : kind === 'funnel' ? funnel : null),
    });
    await expect.element(page.getByRole('alert')).toBeVisible();
    await expectAccessible(container);
    fail = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.element(tile('Visit to Order')).toBeVisible();
  });

  it('say that asking for a tile failed, not that the data give none', async () => {
    await open(undefined, { propose: () => ({ code: 'worker-crashed', details: {} }) });
    await page.getByRole('button', { name: 'Add tile' }).click();
    await page.getByRole('button', { name: 'Churn' }).click();
    await expect.element(page.getByRole('alert')).toBeVisible();
    await expect
      .element(page.getByRole('button', { name: 'Churn' }))
      .toHaveAttribute('aria-disabled', 'false');
  });

  it('put what the data propose behind a tile that was added meanwhile, once, and take it back', async () => {
    // The dialog asks what it can offer, too.
    const waiting: ((question: unknown) => void)[] = [];
    const { app, rows } = await open([board('one', 'Monday', [])], {
      propose: ({ params: { kind } }) =>
        kind === 'funnel' ? new Promise((resolve) => waiting.push(resolve)) : null,
    });
    const names = () =>
      (rows.get('one')!.content as DashboardContent).tiles.map(({ of, x }) => [
        of.by === 'question' ? of.name : of.insight,
        x,
      ]);
    const propose = page.getByRole('button', { name: 'Propose one from the data' });
    await propose.click();
    await expect.element(propose).toBeDisabled();
    await page.getByRole('button', { name: 'Add tile' }).first().click();
    await page.getByRole('button', { name: /Who comes back/ }).click();
    await expect.poll(names).toEqual([['r', 0]]);
    for (const answer of waiting) answer(funnel);
    await expect.poll(names).toEqual([
      ['r', 0],
      ['Visit to Order', 6],
    ]);
    app.toasts.items.at(-1)!.action!.run();
    await expect.poll(names).toEqual([['r', 0]]);
  });

  it('draw values per person of cohorts as values', async () => {
    const valued = { ...retention, value: 'price', cells: 'cumulative' } as const;
    const means = cohorts.total.means.map((mean, at) => ({ ...mean, cumulative: 53 * (at + 1) }));
    const answer = { ...cohorts, total: { ...cohorts.total, rows: [], means } };
    await open(
      [
        board('one', 'Monday', [
          { id: 'v', of: { by: 'question', name: 'Worth', question: valued }, x: 0, ...place },
        ]),
      ],
      { ask: () => answer },
    );
    await expect.element(chart('Cohorts: Worth')).toBeVisible();
    // The means are 53, 106 and 159 €: the axis is of amounts.
    await expect.element(chart('Cohorts: Worth').getByText(/^€/).first()).toBeVisible();
    expect(document.querySelector('[data-tile], section.tile')?.textContent).not.toContain('%');
  });

  it('F13 ask for no comparison that they don’t draw, and keep it in the link', async () => {
    const compared = { ...lifecycle, compare: { with: 'previous' } } as const;
    const { asked } = await open([
      board('one', 'Monday', [
        { id: 'b', of: { by: 'question', name: 'Life', question: compared }, x: 0, ...place },
      ]),
    ]);
    await expect.poll(() => asked('lifecycle')).toMatchObject([{ compare: null }]);
    const link = tile('Life').getByRole('link', { name: 'Life' });
    await expect.element(link).toHaveAttribute('href', expect.stringContaining('previous'));
  });

  it('say which tile lost its question, and which can’t be read, each with the way to remove it', async () => {
    const { container, rows } = await open([
      board('one', 'Monday', [
        { id: 'a', of: { by: 'insight', insight: 'gone' }, x: 0, ...place },
        { id: 'b', of: { by: 'question', name: 'Odd', question: { kind: 'tarot' } }, x: 6, ...place },
      ]),
    ]);
    await expect.element(tile('Deleted question').getByText('Its saved question was deleted.')).toBeVisible();
    await expect.element(tile('Odd').getByText('This version can’t read its question.')).toBeVisible();
    await expectAccessible(container);
    await tile('Deleted question').getByRole('button', { name: 'Remove tile' }).click();
    await expect
      .poll(() => (rows.get('one')!.content as DashboardContent).tiles.map(({ id }) => id))
      .toEqual(['b']);
    await expect.element(tile('Odd').getByRole('button', { name: 'Remove tile' })).toBeVisible();
  });

  it('say what failed in one tile, and ask that one again', async () => {
    let fail = true;
    const failure = { code: 'worker-crashed', details: {} };
    await open(undefined, {
      ask: ({ params }) => (params.question.kind === 'funnel' ? (fail ? failure : funnelAnswer) : cycle),
    });
    await expect.element(tile('Life').getByText('55', { exact: true }).first()).toBeVisible();
    fail = false;
    await tile('Shop funnel').getByRole('button', { name: 'Try again' }).click();
    await expect.element(tile('Shop funnel').getByText('23.5%')).toBeVisible();
  });

  it('hold everything in one column on a narrow screen', async () => {
    await page.viewport(360, 800);
    const { container } = await open();
    await expect.element(chart('Funnel: Shop funnel')).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
    await expectAccessible(container);
  });
});

describe('what all tiles are asked about', () => {
  it('is a range of dates, which Escape takes back and the address and the dashboard keep', async () => {
    const { asked, rows } = await open();
    await expect.poll(() => asked('lifecycle').length).toBe(1);
    await slot('Dates').click();
    await page.getByRole('radio', { name: 'These dates for everything' }).click();
    await page.getByRole('button', { name: 'Last month' }).click();
    // The data end on 1 March.
    const range = { from: '2026-02-01', to: '2026-02-28' };
    await expect.poll(() => asked('lifecycle').at(-1)).toMatchObject({ range });
    await expect.poll(() => asked('funnel').at(-1)).toMatchObject({ range: { ...range, by: 'entry' } });
    await userEvent.keyboard('{Escape}');
    await expect.element(slot('Dates')).toHaveTextContent('each question’s own dates');
    await slot('Dates').click();
    await page.getByRole('radio', { name: 'These dates for everything' }).click();
    await page.getByRole('button', { name: 'Last month' }).click();
    await page.getByRole('heading', { name: 'Monday' }).click();
    await expect.poll(() => location.hash).toContain('scope=');
    await page.getByRole('button', { name: 'Keep for “Monday”' }).click();
    await expect.poll(() => (rows.get('one')!.content as DashboardContent).scope.range).toEqual(range);
    expect(location.hash).not.toContain('scope=');
    const link = tile('Shop funnel').getByRole('link', { name: 'Shop funnel' });
    await expect.element(link).toHaveAttribute('href', expect.stringContaining('2026-02-28'));
  });

  it('is said on tiles that can’t take it', async () => {
    const tiles = [
      { id: 'c', of: { by: 'question', name: 'Letters', question: counts }, x: 0, ...place },
    ] as const;
    await open([
      {
        ...board('one', 'Monday'),
        content: {
          ...content,
          tiles,
          scope: { range: { from: '2026-01-01', to: null }, people: everything },
        },
      },
    ]);
    await expect.element(tile('Letters').getByText('dates don’t apply')).toBeVisible();
    await expect.element(tile('Letters').getByText('100.0%').first()).toBeVisible();
  });

  it('is narrowed to the period of a mark by keyboard, told in a bar, and widened by Escape', async () => {
    const { asked, container } = await open();
    await expect.element(chart('Lifecycle: Life')).toBeVisible();
    chart('Lifecycle: Life').element().focus();
    await userEvent.keyboard('{ArrowRight}{Enter}');
    const february = { from: '2026-02-01', to: '2026-02-28' };
    await expect.poll(() => asked('funnel').at(-1)).toMatchObject({ range: february });
    // The tile itself keeps its other periods.
    expect(asked('lifecycle')).toHaveLength(1);
    await expect.element(page.getByRole('group', { name: 'Narrowed' })).toHaveTextContent(/28 Feb 2026/);
    const people = tile('Life').getByRole('link', { name: /^People: / });
    await expect.element(people).toHaveAttribute('href', expect.stringMatching(/lifecycle\?.*2026-02-01/));
    // Of the dormant, whose part of the bar stands lowest, those.
    chart('Lifecycle: Life').element().focus();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{Enter}');
    await expect.element(people).toHaveAttribute('href', expect.stringContaining('state=dormant'));
    await expect.element(people).toHaveTextContent(/^People: Dormant, /);
    // A tile pales for as long as it is being asked.
    await expect.poll(() => container.querySelector('[aria-busy=true]')).toBeNull();
    await expectAccessible(container);
    // The first Escape closes what the chart says about its mark.
    await userEvent.keyboard('{Escape}{Escape}');
    await expect.element(page.getByRole('group', { name: 'Narrowed' })).not.toBeInTheDocument();
    await expect.element(tile('Shop funnel').getByText('23.5%')).toBeVisible();
    expect(location.hash).not.toContain('only=');
  });

  it('is narrowed to the value of a group, and widened by the chip', async () => {
    const breakdown = {
      properties: [{ scope: 'event', name: 'device' }],
      attribution: 'first',
      top: 8,
    } as const;
    const split = {
      id: 'a',
      of: { by: 'question', name: 'By device', question: { ...funnel, breakdown } },
      x: 0,
      ...place,
    };
    const { asked } = await open([
      board('one', 'Monday', [split as DashboardContent['tiles'][number], content.tiles[1]!]),
    ]);
    await tile('By device').getByRole('button', { name: 'mobile' }).first().click();
    await expect
      .poll(() => asked('lifecycle').at(-1))
      .toMatchObject({
        events: { kind: 'is', property: { scope: 'event', name: 'device' }, op: 'equals', value: 'mobile' },
      });
    await page.getByRole('button', { name: 'Remove: events with device mobile' }).click();
    await expect.element(page.getByRole('group', { name: 'Narrowed' })).not.toBeInTheDocument();
  });

  it('other marks lead to the page of the question, with the people picked', async () => {
    await open();
    await expect.element(chart('Funnel: Shop funnel')).toBeVisible();
    chart('Funnel: Shop funnel').element().focus();
    await userEvent.keyboard('{ArrowRight}{Enter}');
    expect(location.hash).toMatch(/\/funnel\?.*insight=f.*at=2\.entered/);
  });
});
