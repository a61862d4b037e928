import { cleanup } from 'vitest-browser-svelte';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { encodeQuestion } from '../../../../src/questions/url.ts';
import { expectAccessible } from '../../ui/axe.ts';
import { view } from '../funnel/fake.ts';
import type { VelocityProof } from '../../../../src/questions/velocity.ts';
import { openPage, slot, type Answers } from '../page.ts';
import { takePictures } from '../pictures.ts';
import { answer, dealsOfAda, dossier, question } from './fake.ts';

const open = (answers: Answers = {}, query: Record<string, string> = {}) =>
  openPage({
    path: '/w/:workspace/time/velocity',
    answers: { propose: () => question, ask: () => answer, 'person.dossier': () => dossier, ...answers },
    query,
  });

describe('the velocity page', () => {
  it('V1 shows velocity as the product of its factors, and nothing axe finds', async () => {
    const { container, requests } = await open();
    await expect.element(page.getByText(/^€1,000(\.00)?$/).first()).toBeVisible();
    await expect.element(page.getByText('30 of 60 closed, 38.0–\u206062.0%', { exact: false })).toBeVisible();
    await expect.element(page.getByText('2 wins have no value', { exact: false })).toBeVisible();
    // 30 wins of 1,000 each, in the 28 days of February; in the 31 of January before.
    const won = document.querySelector('dl.answer .won');
    expect(won?.textContent.replace(/\s+/g, ' ').trim()).toBe(
      'Really won, a day €1,071 €30,000 in these dates €968 before',
    );
    expect(container.textContent).not.toContain('See how old they are');
    expect(requests('propose')[0]?.params).toMatchObject({ kind: 'velocity' });
    await expectAccessible(container);
  });

  it('V1 says why far more is to be expected than was won, and leads to how old the open leads are', async () => {
    // 400 open make 10,000 a day. 60 closed in 28 days: at that pace 400 take 186.7 days to close, wins took 20.
    const current = { ...answer.current, open: 400, perDay: 10_000 };
    const { container } = await open({ ask: () => ({ ...answer, current }) });
    await expect
      .element(page.getByText(/Less came in than that: .* it would take 187\sd .* while wins took 20\sd/))
      .toBeVisible();
    const link = page.getByRole('link', { name: 'See how old they are' });
    expect(link.element().getAttribute('href')).toMatch(/\/w\/[^/]+\/time$/);
    await expectAccessible(container);
  });

  it('V2 says what each factor made of the change', async () => {
    await open();
    const table = page.getByRole('region', { name: 'What changed it' }).getByRole('table');
    await expect
      .element(table.getByRole('row', { name: /^Open leads/ }))
      .toHaveTextContent(/32\s*40\s*\+€200/);
    await expect
      .element(table.getByRole('row', { name: /^Sales velocity/ }))
      .toHaveTextContent(/€800\s*€1,000\s*\+€200/);
  });

  it('opens the leads of a factor on either side, and says how one counts', async () => {
    const { container, listed } = await open();
    await page.getByRole('region', { name: 'What changed it' }).getByRole('button', { name: '32' }).click();
    await expect.poll(() => listed().at(-1)).toMatchObject({ pick: { of: 'open', compared: true } });
    expect(location.hash).toContain('leads=open.compared');
    await page.getByText('Ada').click();
    await expect.element(page.getByText(/^Won in 1.*Feb 2026, worth €700$/)).toBeVisible();
    await expect.element(page.getByText('35 d after opening')).toBeVisible();
    await expectAccessible(container);
  });

  it('tells of the deal that was opened, not of another one of the same person', async () => {
    const [first] = dossier.proofs;
    const deal = (held: string, counted: VelocityProof['counted']): VelocityProof => ({
      ...first!,
      held,
      counted,
    });
    const won = { of: 'won', visit: 1, compared: false } as const;
    const proofs = [
      deal('D-1', [{ of: 'open', visit: 0, compared: true, value: null }]),
      deal('D-2', [{ ...won, value: 20 }]),
      deal('D-3', [{ ...won, value: 30 }]),
    ];
    const answers: Answers = {
      'person.dossier': () => ({ ...dossier, proofs }),
      'people.page': () => dealsOfAda(['D-2', 'D-3']),
    };
    const q = encodeQuestion({ ...question, unit: { by: 'property', property: 'deal' } });
    await open(answers, { q, leads: 'won' });
    await page.getByText('deal D-3').click();
    await expect.element(page.getByRole('heading', { name: 'How Ada, D-3 counts' })).toBeVisible();
    await expect.element(page.getByText(/worth €30$/)).toBeVisible();
    expect(document.querySelectorAll('.person.current')).toHaveLength(1);
    // The other deal of the same person is one click away in the same list.
    await page.getByText('deal D-2').click();
    await expect.element(page.getByRole('heading', { name: 'How Ada, D-2 counts' })).toBeVisible();
    const { hash } = location;
    cleanup();
    await open(answers, Object.fromEntries(new URLSearchParams(hash.split('?')[1])));
    await expect.element(page.getByRole('heading', { name: 'How Ada, D-2 counts' })).toBeVisible();
  });

  it('tells of the lead that the list counts where the address opens a person', async () => {
    const [first] = dossier.proofs;
    const open2 = { of: 'open', visit: 0, compared: true, value: null } as const;
    const proofs = [
      { ...first!, held: 'D-1', counted: [open2] },
      { ...first!, held: 'D-2' },
    ];
    const q = encodeQuestion({ ...question, unit: { by: 'property', property: 'deal' } });
    await open({ 'person.dossier': () => ({ ...dossier, proofs }) }, { q, leads: 'won', person: '7' });
    await expect.element(page.getByRole('heading', { name: 'How Ada, D-2 counts' })).toBeVisible();
  });

  it('says once how a lead counts in dates that are compared with themselves', async () => {
    const itself = { ...answer, compared: answer.current, change: null };
    const proofs = dossier.proofs.map((proof) => ({
      ...proof,
      counted: [...proof.counted, ...proof.counted.map((each) => ({ ...each, compared: true }))],
    }));
    await open(
      { ask: () => itself, 'person.dossier': () => ({ ...dossier, proofs }) },
      { q: encodeQuestion({ ...question, compare: question.range }), leads: 'won', person: '7' },
    );
    await expect.element(page.getByText(/^Won in 1.*Feb 2026, worth €700$/)).toBeVisible();
    await expect.element(page.getByRole('heading', { name: 'How Ada counts' })).toBeVisible();
  });

  it('offers no lists of leads lost where nothing loses one', async () => {
    await open({}, { q: encodeQuestion({ ...question, lost: null }), leads: 'won' });
    const lists = page.getByRole('combobox', { name: 'Show' });
    await expect.element(lists).toBeVisible();
    expect([...(lists.element() as HTMLSelectElement).options].map(({ value }) => value)).toEqual([
      'open',
      'won',
      'valued',
      'unvalued',
    ]);
  });

  it('W7 says of a lead without a date why it counts in no period', async () => {
    const proofs = dossier.proofs.map((proof) => ({
      ...proof,
      undated: { place: 1, event: 1 },
      cycle: Number.NaN,
      visits: [],
      counted: [],
      rules: ['W7'],
    }));
    const { container } = await open(
      { 'person.dossier': () => ({ ...dossier, proofs }) },
      { leads: 'undated', person: '7' },
    );
    await expect.element(page.getByText('Won without a date: when', { exact: false })).toBeVisible();
    await expect.element(page.getByText('does not count', { exact: false })).not.toBeInTheDocument();
    await expect.element(page.getByRole('listitem').filter({ hasText: 'no date' })).toHaveTextContent('Won');
    await expectAccessible(container);
  });

  it('V1 says that velocity is not known where nothing loses a lead, and asks what does', async () => {
    const unknown = {
      ...answer,
      current: { ...answer.current, rate: { ...answer.current.rate, k: 5, n: 5 }, perDay: Number.NaN },
      compared: null,
      change: null,
    };
    const { asked } = await open(
      { ask: () => unknown },
      { q: encodeQuestion({ ...question, lost: null, compare: null }) },
    );
    await expect.element(page.getByText('Nothing in the data says', { exact: false }).first()).toBeVisible();
    expect(document.querySelector('dl.answer .main dd')?.textContent.trim()).toBe('–');
    expect(document.body.textContent).not.toContain('30 of 60 closed');
    // Nor how many were closed, however few were won.
    expect(document.body.textContent).not.toContain('leads were closed');
    await page.getByRole('button', { name: 'Choose what loses a lead' }).click();
    await page.getByRole('radio', { name: 'An event' }).click();
    await expect.poll(() => asked('velocity').at(-1)?.lost).not.toBeNull();
  });

  it('V1 has no column of a win rate or velocity where nothing loses a lead', async () => {
    const unknown = { ...answer, change: null };
    await open({ ask: () => unknown }, { q: encodeQuestion({ ...question, lost: null }) });
    const change = page.getByRole('region', { name: 'What changed it' }).getByRole('table');
    await expect.element(change.getByRole('row', { name: /^Open leads/ })).toBeVisible();
    expect(change.getByRole('row', { name: /^(Win rate|Sales velocity)/ }).elements()).toHaveLength(0);
    const periods = page.getByRole('region', { name: 'Over time' }).getByRole('table');
    await expect.element(periods.getByRole('columnheader', { name: 'Open leads' })).toBeVisible();
    expect(periods.getByRole('columnheader').elements()).toHaveLength(4);
  });

  it('says that nobody was there, and draws nothing of nobody', async () => {
    const none = { ...answer.current, open: 0, rate: { ...answer.current.rate, k: 0, n: 0 } };
    const nobody = {
      ...answer,
      current: none,
      compared: none,
      change: null,
      trend: answer.trend.map((point) => ({ ...point, rolling: none })),
    };
    await open({ ask: () => nobody });
    await expect.element(page.getByRole('button', { name: 'Change what opens a lead' })).toBeVisible();
    expect(document.querySelectorAll('main figure, main table, main dl.answer')).toHaveLength(0);
  });

  it('M1 says what currencies differ, and not that the data tell none', async () => {
    const unknown = { ...answer.current, value: Number.NaN, sum: Number.NaN, perDay: Number.NaN };
    const mixed = {
      ...answer,
      current: unknown,
      compared: null,
      change: null,
      trend: answer.trend.map((point) => ({ ...point, ...unknown, rolling: unknown })),
      notes: [{ code: 'mixed-currencies' as const, details: { currencies: ['EUR', 'USD'] } }],
    };
    const { container } = await open({ ask: () => mixed });
    await expect.element(page.getByText('(EUR and USD)', { exact: false })).toBeVisible();
    expect(container.textContent).not.toContain('do not say in what currency');
    await expectAccessible(container);
  });

  it('M1 shows the same for each value of a property, in its own currency, and opens its leads', async () => {
    const property = { scope: 'person', name: 'region' } as const;
    const groups = [
      { ...answer, value: 'North', kind: 'value' as const, size: 1, leads: 60, currency: 'USD' },
      { ...answer, value: null, kind: 'value' as const, size: 1, leads: 40, currency: null },
    ];
    const { container, listed } = await open(
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
      .poll(() => listed().at(-1))
      .toMatchObject({ pick: { of: 'open', compared: false, group: { kind: 'value', value: 'North' } } });
  });

  it('V3 walks the points with the keyboard, opens the leads of one, and asks about its dates', async () => {
    const { asked, listed } = await open();
    const chart = page.getByRole('application', { name: 'Over time' });
    await expect.element(chart).toBeVisible();
    (chart.element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect.element(page.getByText('Sales velocity, a day, Feb 2026: €1,000')).toBeInTheDocument();
    await userEvent.keyboard('{ArrowLeft}{Enter}');
    const dates = { from: '2026-01-01', to: '2026-01-31' };
    // The leads are those of a question of the point's dates.
    await expect
      .poll(() => listed().at(-1))
      .toMatchObject({
        question: { range: dates, compare: null },
        pick: { of: 'open', compared: false },
      });
    expect(location.hash).toContain('during=2026-01-01_2026-01-31');
    await page.getByRole('button', { name: 'Ask about these dates' }).click();
    await expect.poll(() => asked('velocity').at(-1)).toMatchObject({ range: dates, compare: 'previous' });
  });

  it('has the periods as a table too, newest first, marks what is not over, and opens the same leads', async () => {
    const { container, listed } = await open();
    const rows = page.getByRole('region', { name: 'Over time' }).getByRole('row');
    await expect.element(rows.nth(1)).toHaveTextContent('Mar 2026 not over yet');
    await expect.element(page.getByRole('application', { name: 'Over time' })).toBeVisible();
    (page.getByRole('application', { name: 'Over time' }).element() as HTMLElement).focus();
    // One key leads from the chart into the table; the first figure is how many were open in March.
    await userEvent.keyboard('t');
    expect(document.activeElement?.textContent).toBe('8');
    await rows.nth(3).getByRole('button', { name: '20 d' }).click();
    await expect
      .poll(() => listed().at(-1))
      .toMatchObject({
        question: { range: { from: '2026-01-01', to: '2026-01-31' }, compare: null },
        pick: { of: 'won', compared: false },
      });
    await expectAccessible(container);
  });

  it('hands its charts over as pictures', async () => {
    await open();
    await expect.element(page.getByRole('application', { name: 'Over time' })).toBeVisible();
    const pictures = await takePictures();
    expect([...pictures.keys()]).toEqual(['what-changed-it.svg', 'over-time.svg']);
    expect(pictures.get('what-changed-it.svg')).toContain('| Open leads |');
    // The bands are named, and the quieter one's ground is there to be taken along.
    expect(pictures.get('over-time.svg')).toMatch(
      /compared with \|.*asked about|asked about \|.*compared with/,
    );
    const fill = document.querySelector('.chart .asked[fill]')?.getAttribute('fill') ?? '';
    expect(document.querySelector(`${/#[^)]+/.exec(fill)?.[0]} path`)).not.toBeNull();
  });

  it('asks what is edited, and takes it back whole with Escape', async () => {
    const { asked } = await open();
    await slot('Lost').click();
    await page.getByRole('radio', { name: 'Nothing in the data says so' }).click();
    await expect.poll(() => asked('velocity').at(-1)?.lost).toBeNull();
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => asked('velocity').at(-1)?.lost?.events).toEqual(['Lost']);
  });

  it('lets a velocity be put together where none can be proposed', async () => {
    const numbers = { ...view, eventProperties: [{ name: 'amount', kind: 'number' as const }] };
    const { asked } = await open({ propose: () => null, 'workspaces.open': () => numbers });
    await page.getByRole('button', { name: 'Choose the events' }).click();
    await expect.poll(() => asked('velocity').at(-1)?.value).toEqual({ scope: 'event', name: 'amount' });
  });

  it('holds everything on a narrow screen', async () => {
    await page.viewport(390, 844);
    const { container } = await open();
    await expect.element(page.getByRole('application', { name: 'Over time' })).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
    await expectAccessible(container);
  });
});
