import { cleanup } from 'vitest-browser-svelte';
import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { encodeQuestion } from '../../../../src/questions/url.ts';
import { expectAccessible } from '../../ui/axe.ts';
import { view } from '../funnel/fake.ts';
import { slot } from '../page.ts';
import { takePictures } from '../pictures.ts';
import { answer, question } from './fake.ts';
import { open } from './open.ts';

const chart = (name: string) => page.getByRole('application', { name });
const headline = () => page.getByText('Median time from first entry to won');

describe('the time page', () => {
  it('shows the proposed stages with their headline, and nothing axe finds', async () => {
    const { container, requests } = await open();
    await expect.element(headline()).toBeVisible();
    const facts = container.querySelector('dl.answer')!;
    // The made-up median of the won is 18 days; 7 of 13 closed are won; 3 of 7 open are overdue.
    expect(facts.textContent).toMatch(/18\sd/);
    expect(facts.textContent).toContain('53.8%');
    expect(facts.textContent).toContain('43% of the open');
    await expect.element(page.getByText(/that outcome is left out \(rule W1\)/)).toBeVisible();
    expect(requests('propose')[0]?.params).toMatchObject({ kind: 'stages' });
    await expect.element(page.getByRole('heading', { name: /75% of it in Offer/ })).toBeVisible();
    await expectAccessible(container);
  });

  it('W4 walks the strips and bars by keyboard, opens their leads, and leads to the table with T', async () => {
    const { container, listed } = await open();
    await expect.element(chart('Time in each stage')).toBeVisible();
    chart('Time in each stage').element().focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    await expect.element(page.getByText('New, Still there: 5, 23.8%', { exact: true })).toBeInTheDocument();
    await userEvent.keyboard('t');
    const table = page.getByRole('table', { name: 'Exact percentiles' });
    await expect
      .element(
        table.getByRole('row', {
          name: /^New 21 people in New 5 people open in New 2 people overdue in New 0 16/,
        }),
      )
      .toBeVisible();
    expect(document.activeElement).toBe(table.element());
    await expectAccessible(container);
    chart('Time in each stage').element().focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => listed().at(-1)?.pick).toEqual({ of: 'stage', stage: 0, state: 'open' });
    expect(location.hash).toContain('at=stage.1.open');
    await page.getByRole('combobox', { name: 'Show' }).selectOptions('went-on');
    await expect.poll(() => listed().at(-1)?.pick).toEqual({ of: 'stage', stage: 0, state: 'went-on' });
  });

  it('W2 walks the moves by the arrow keys, past the diagonal', async () => {
    await open();
    const cell = page.getByRole('button', { name: /^New to Offer: 11/ });
    await expect.element(cell).toBeVisible();
    cell.element().focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^New to Won: 1,/);
    // Below Won is Offer to Won; two to the left lies the diagonal, behind it Offer to New.
    await userEvent.keyboard('{ArrowDown}{ArrowLeft}');
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Offer to New: 1,/);
  });

  it('W5 lists the overdue of a stage, and opens one with all of them', async () => {
    const { listed } = await open();
    const list = page.getByRole('region', { name: 'Overdue, oldest first' });
    await expect.element(list.getByRole('button', { name: 'Ada' })).toBeVisible();
    await expect.element(list.getByRole('row', { name: /^Ada 5 Mar 2026 26\sd 4\.3 ×/ })).toBeVisible();
    // New has 2 overdue leads and Offer 1: the larger comes first.
    expect(listed()[0]?.pick).toEqual({ of: 'stage', stage: 0, state: 'overdue' });
    await list.getByRole('combobox', { name: 'Stage' }).selectOptions('1');
    await expect.poll(() => listed().at(-1)?.pick).toEqual({ of: 'stage', stage: 1, state: 'overdue' });
    await list.getByRole('button', { name: 'Ada' }).click();
    await expect.element(page.getByRole('heading', { name: 'The way of Ada' })).toBeVisible();
    expect(location.hash).toContain('at=stage.2.overdue');
    expect(location.hash).toContain('person=7');
  });

  it('opens the won behind a bar of cycle times, the last one without an end', async () => {
    const { listed } = await open();
    await expect.element(chart('How long a win takes')).toBeVisible();
    chart('How long a win takes').element().focus();
    await userEvent.keyboard('{End}{Enter}');
    await expect.poll(() => listed().at(-1)?.pick).toMatchObject({ of: 'cycle', to: null });
    await expect.element(page.getByText(/^10 people won after 30\sd or more$/).first()).toBeVisible();
  });

  it('moves a stage by keyboard, takes it back whole with Escape', async () => {
    const { asked } = await open();
    const order = () => {
      const { stages } = asked('stages').at(-1)!;
      return stages.map(({ events }) => events[0]);
    };
    await slot('Stages').click();
    page.getByRole('button', { name: 'Move stage 2 up' }).element().focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(order).toEqual(['Offer', 'New']);
    // The hand-over stays between the same two stages.
    expect(asked('stages').at(-1)?.handOver).toEqual({ from: 1, to: 0 });
    // The first hides the tip of the button that has the focus.
    await userEvent.keyboard('{Escape}{Escape}');
    await expect.poll(order).toEqual(['New', 'Offer']);
  });

  it('W6 asks for another hand-over, and opens who waits', async () => {
    const { asked, listed } = await open();
    const section = page.getByRole('region', { name: 'Hand-over between two stages' });
    await section.getByRole('combobox', { name: 'From' }).selectOptions('1');
    await expect.poll(() => asked('stages').at(-1)?.handOver).toEqual({ from: 1, to: 0 });
    section.getByRole('application').element().focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{Enter}');
    await expect.poll(() => listed().at(-1)?.pick).toEqual({ of: 'hand-over', state: 'waiting' });
    await page.getByRole('button', { name: 'Close' }).first().click();
    const stop = section.getByRole('button', { name: 'Stop measuring' });
    (stop.element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => asked('stages').at(-1)?.handOver).toBeNull();
    // The button is gone with what it did; the keyboard goes on from what took its place.
    const measure = section.getByRole('button', { name: 'Measure a hand-over' });
    await expect.poll(() => document.activeElement === measure.element()).toBe(true);
    await userEvent.keyboard('{Enter}');
    const from = section.getByRole('combobox', { name: 'From' });
    await expect.element(from).toBeVisible();
    await expect.poll(() => document.activeElement === from.element()).toBe(true);
  });

  it('S4 splits the curve by a property, with a row and people for each group', async () => {
    const group = { ...answer.conversion.total, kind: 'value' as const, value: 'ads', size: 1 };
    const split = {
      ...answer,
      conversion: { ...answer.conversion, groups: [group], test: { statistic: 4.2, df: 1, p: 0.04 } },
    };
    const { container, listed } = await open(
      { ask: () => split },
      { q: encodeQuestion({ ...question, group: { scope: 'person', name: 'country' } }) },
    );
    const table = page.getByRole('region', { name: 'By country' });
    // X1: one group of 20 is too small to conclude from.
    await expect.element(table.getByText(/too small to tell whether they differ/)).toBeVisible();
    expect(table.getByText(/χ²/).query()).toBeNull();
    const all = table.getByRole('button', { name: '20 people entered, ads' });
    await all.click();
    await expect.element(all).toHaveAttribute('aria-pressed', 'true');
    await expect
      .poll(() => listed().at(-1)?.pick)
      .toEqual({ of: 'outcome', state: 'all', group: { kind: 'value', value: 'ads' } });
    await expectAccessible(container);
  });

  it('F13 sets the times beside others, and asks those alone', async () => {
    const range = { from: '2026-01-01', to: '2026-03-31' } as const;
    const other = { ...question, range: { from: '2025-10-01', to: '2025-12-31' } };
    const share = (rate: number) => ({ k: 1000 * rate, n: 1000, rate, low: rate - 0.01, high: rate + 0.01 });
    const [first, second] = answer.stages;
    const of = (winRate: number, overdue: number) => ({
      ...answer,
      winRate: share(winRate),
      stages: [{ ...first!, overdue: share(overdue) }, second!],
    });
    const before = { ...of(0.1, 0.02), leads: 15 };
    const { asked } = await open(
      {
        ask: () => ({ ...of(0.538, 0.4), compared: { question: other, answer: before } }),
      },
      { q: encodeQuestion({ ...question, range, compare: { with: 'previous' } }) },
    );
    const table = page.getByRole('region', { name: 'Compared' }).getByRole('table');
    await expect.element(table.getByRole('row').nth(1)).toHaveTextContent(/20\s+15\s+\+5/);
    const row = (name: RegExp) => table.getByRole('row', { name });
    await expect.element(row(/^Won of closed/)).toHaveTextContent(/\+43\.8 points better, more than chance$/);
    await expect.element(row(/^New: overdue/)).toHaveTextContent(/\+38\.0 points worse, more than chance$/);
    await page.getByRole('button', { name: 'Ask that alone' }).click();
    await expect.poll(() => asked('stages').at(-1)).toEqual(other);
  });

  it('compares stages of one name, as they are while a name is being typed', async () => {
    const range = { from: '2026-01-01', to: '2026-03-31' } as const;
    const named = { ...question, range, stages: question.stages.map((each) => ({ ...each, label: 'Talk' })) };
    await open(
      { ask: () => ({ ...answer, compared: { question: named, answer } }) },
      { q: encodeQuestion({ ...named, compare: { with: 'previous' } }) },
    );
    const table = page.getByRole('region', { name: 'Compared' }).getByRole('table');
    await expect
      .poll(() => table.getByRole('rowheader', { name: 'Talk: median time there' }).elements())
      .toHaveLength(2);
  });

  it('names whom each side of a comparison is of where they are others', async () => {
    const range = { from: '2026-01-01', to: '2026-03-31' } as const;
    const people = {
      kind: 'is',
      property: { scope: 'person', name: 'country' },
      op: 'equals',
      value: 'DE',
    } as const;
    const other = { ...question, people, range };
    await open(
      { ask: () => ({ ...answer, compared: { question: other, answer } }) },
      { q: encodeQuestion({ ...question, range, compare: { with: 'other', people, range } }) },
    );
    const heads = page.getByRole('region', { name: 'Compared' }).getByRole('columnheader');
    await expect.element(heads.nth(1)).toHaveTextContent(/^This everyone; 1 Jan – 31 Mar 2026$/);
    await expect.element(heads.nth(2)).toHaveTextContent(/^Compared country is DE; 1 Jan – 31 Mar 2026$/);
  });

  it('shows no win rate of the closed where nothing says that a lead is lost', async () => {
    const { container } = await open({}, { q: encodeQuestion({ ...question, lost: null }) });
    await expect.element(page.getByText('Won of entered')).toBeVisible();
    expect(container.querySelector('dl.answer')!.textContent).toContain('35.0%');
  });

  it('holds nobody to be overdue where nothing says that a lead is lost, and leads to the choice', async () => {
    const { container } = await open({}, { q: encodeQuestion({ ...question, lost: null }) });
    await expect.element(page.getByText(/everybody not won counts as open/)).toBeVisible();
    await expect
      .element(page.getByRole('heading', { name: 'How old those not won so far are' }))
      .toBeVisible();
    const facts = container.querySelector('dl.answer')!.textContent;
    expect(facts).toContain('Not won so far');
    expect(facts).not.toContain('Older than usual');
    expect(page.getByRole('region', { name: 'Overdue, oldest first' }).query()).toBeNull();
    await expectAccessible(container);
    await page.getByRole('button', { name: 'Choose what loses a lead' }).click();
    await expect.element(page.getByRole('radio', { name: 'An event' })).toBeVisible();
  });

  it('says what failed, and leads out of data without stages and without events', async () => {
    let fail = true;
    await open({ ask: () => (fail ? { code: 'worker-crashed', details: {} } : answer) });
    const retry = page.getByRole('button', { name: 'Try again' });
    await expect.element(retry).toBeVisible();
    fail = false;
    await retry.click();
    await expect.element(headline()).toBeVisible();
    cleanup();
    const { asked } = await open({ propose: () => null });
    await expect.element(page.getByText('No stages in these data')).toBeVisible();
    await page.getByRole('button', { name: 'Choose the stages myself' }).click();
    await expect
      .element(page.getByRole('heading', { name: 'Stages, in the pipeline’s order' }))
      .toBeVisible();
    // The made-up workspace has the events the fake view lists, the most frequent first.
    const names = view.events.map(({ name }) => name);
    await expect
      .poll(() => asked('stages').at(-1))
      .toMatchObject({ stages: [{ events: [names[0]] }], won: { events: [names.at(-1)] }, lost: null });
    cleanup();
    const { container } = await open({ 'workspaces.open': () => ({ ...view, eventCount: 0, events: [] }) });
    await expect.element(page.getByRole('link', { name: 'Import a file' })).toBeVisible();
    await expectAccessible(container);
  });

  it('hands every chart over as a picture', async () => {
    await open();
    await expect.element(chart('Hand-over between two stages')).toBeVisible();
    const pictures = await takePictures();
    expect([...pictures.keys()]).toEqual([
      'where-the-time-of-a-won-lead-goes.svg',
      'time-in-each-stage.svg',
      'how-long-a-win-takes.svg',
      'won-by-time-since-the-first-entry.svg',
      'which-ways-leads-go.svg',
      'how-old-the-open-leads-are.svg',
      'hand-over-between-two-stages.svg',
    ]);
    // 11 of the 16 who left New went on to Offer.
    expect(pictures.get('which-ways-leads-go.svg')).toMatch(/^Which ways leads go: Time to Won.* 11 {2}69%/);
    expect(pictures.get('time-in-each-stage.svg')).toContain('Without a date');
  });

  it('leads out of a question that nobody fits', async () => {
    const { asked } = await open(
      { ask: () => ({ ...answer, leads: 0 }) },
      { q: encodeQuestion({ ...question, range: { from: '2030-01-01', to: null } }) },
    );
    await page.getByRole('button', { name: 'Use all dates' }).click();
    await expect.poll(() => asked('stages').at(-1)?.range.from).toBeNull();
  });

  it('holds everything on a narrow screen, the moves as a list', async () => {
    await page.viewport(360, 800);
    const { container, listed } = await open();
    await expect.element(headline()).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
    const moves = page.getByRole('list', { name: 'Which ways leads go' });
    await expect.element(moves).toHaveTextContent(/New → Offer\s*11\s*69%/);
    // Three ways out of New, three out of Offer; nobody left an outcome.
    await expect.poll(() => moves.getByRole('button').elements()).toHaveLength(6);
    await moves.getByRole('button', { name: /^Offer to New: 1/ }).click();
    await expect.poll(() => listed().at(-1)?.pick).toEqual({ of: 'move', from: 1, to: 0 });
    await page.getByRole('button', { name: 'Close' }).first().click();
    await expectAccessible(container);
  });
});
