import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { encodeQuestion } from '../../../../src/questions/url.ts';
import { expectAccessible } from '../../ui/axe.ts';
import { view } from '../funnel/fake.ts';
import { openPage, slot, type Answers } from '../page.ts';
import { takePictures } from '../pictures.ts';
import { answer, dossier, question, long, silence, split } from './fake.ts';

/** The question on screen goes to the engine, over ten customers made by hand. */
async function open(answers: Answers = {}, query: Record<string, string> = {}) {
  const whole = await answer(question);
  const answersOf = new Map([question, split, silence, long].map((each) => [encodeQuestion(each), each]));
  const ready = new Map(
    await Promise.all([...answersOf].map(async ([key, each]) => [key, await answer(each)] as const)),
  );
  const known = await dossier(question);
  return openPage({
    path: '/w/:workspace/churn',
    answers: {
      propose: () => question,
      ask: ({ params }) => ready.get(encodeQuestion(params.question)) ?? whole,
      'people.page': () => ({
        total: 1,
        matching: 1,
        offset: 0,
        rows: [
          {
            person: 3,
            key: 'c3',
            name: 'Ada',
            shared: false,
            held: null,
            time: Date.UTC(2026, 0, 1, 9),
            dayOnly: false,
            detail: null,
            measures: [60, 2, 30, 120],
          },
        ],
        detail: null,
        measures: ['silence-days', 'usual-days', 'silence-ratio', 'value'],
        worth: { is: 'sum', currency: 'USD' },
      }),
      'person.dossier': () => known,
      ...answers,
    },
    query,
  });
}

describe('the churn page', () => {
  it('S4 shows who has gone, the median and the mean, and nothing axe finds', async () => {
    const { container, requests } = await open();
    await expect.element(page.getByText('Gone at least once, of 10 with Subscribed')).toBeVisible();
    // 3 of 10; their Wilson interval by any table.
    await expect.element(page.getByText('30.0%').first()).toBeVisible();
    // Nobody subscribed anew, so seven of ten are there.
    await expect.element(page.getByText(/7 there at the end; nobody came back/)).toBeVisible();
    await expect
      .element(page.getByText(/^10\.8–\u206060\.3%, fewer than 30: too few to conclude/))
      .toBeVisible();
    await expect.element(page.getByText('not reached', { exact: true })).toBeVisible();
    await expect.element(page.getByText(/^70\.0% are still there after 90\sd$/)).toBeVisible();
    // c3 of c3 and c4; the others came back too seldom to have a rhythm.
    await expect.element(page.getByText('50.0% of 2 whose rhythm is known')).toBeVisible();
    expect(requests('propose')[0]?.params).toMatchObject({ kind: 'churn' });
    await expect.element(page.getByRole('table', { name: 'At risk now' })).toBeVisible();
    await expectAccessible(container);
  });

  it('S5 balances the periods and marks the one that is not over', async () => {
    await open();
    const table = page.getByRole('table', { name: /^People by period/ });
    await expect.element(table.getByRole('row').nth(1)).toHaveTextContent(/^Apr 2026\*/);
    // Of 8 there at the beginning of February one went.
    await expect
      .element(table.getByRole('row').nth(3))
      .toHaveTextContent(/^Feb 2026\s*8\s*0\s*0\s*1\s*7\s*12\.5%/);
    const chart = page.getByRole('application', { name: 'Churn by month' });
    await expect.element(chart).toBeVisible();
    chart.element().focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect
      .element(page.getByText('Feb 2026, Churn rate 12.5% (2.2–\u206047.1%), 1 of 8', { exact: true }))
      .toBeInTheDocument();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => location.hash).toContain('list=rate&period=2026-02-01');
  });

  it('S2 marks the periods that were over before anybody could be gone', async () => {
    await open({}, { q: encodeQuestion(long) });
    const table = page.getByRole('table', { name: /^People by period/ });
    await expect
      .element(table.getByRole('row').nth(3))
      .toHaveTextContent(/^Feb 2026†\s*10\s*0\s*0\s*0\s*10\s*–$/);
    await expect.element(table.getByRole('row').nth(2)).toHaveTextContent(/^Mar 2026\s*10\s*0/);
    await expect
      .element(page.getByText(/^† Over before anybody could be silent for long enough/))
      .toBeVisible();
    const chart = page.getByRole('application', { name: 'Churn by month' });
    chart.element().focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect
      .element(page.getByText('Feb 2026, churn rate not known yet: nobody could be gone', { exact: true }))
      .toBeInTheDocument();
  });

  it('S2 explains the mark of periods that only the chart shows', async () => {
    const weekly = { ...long, period: 'week' } as const;
    const weeks = await answer(weekly);
    await open({ ask: () => weeks }, { q: encodeQuestion(weekly) });
    await expect.element(page.getByRole('button', { name: 'Show 2 earlier periods' })).toBeVisible();
    const table = page.getByRole('table', { name: /^People by period/ });
    await expect.element(table.getByText('29 Dec 2025')).not.toBeInTheDocument();
    await expect
      .element(page.getByText(/^† Over before anybody could be silent for long enough/))
      .toBeVisible();
  });

  it('S2 gives no share of those gone where the data end before anybody could be', async () => {
    const asked = { ...long, rule: { by: 'silence', after: { n: 200, unit: 'day' }, share: 0.9 } } as const;
    const early = await answer(asked);
    await open({ ask: () => early }, { q: encodeQuestion(asked) });
    await expect
      .element(page.getByText(/^not known yet: the data end before anybody could be gone/))
      .toBeVisible();
    await expect.element(page.getByText('0.0%', { exact: true })).not.toBeInTheDocument();
  });

  it('X1 splits the curves and declines to compare small groups', async () => {
    const { container, listed } = await open({}, { q: encodeQuestion(split) });
    await expect
      .element(page.getByText(/^The groups are too small to tell whether they differ/))
      .toBeVisible();
    const chart = page.getByRole('application', { name: /^Share still there/ });
    await expect
      .element(chart)
      .toHaveAccessibleDescription(/basic, after 90\sd: 60\.0%.*team, after 90\sd: 80\.0%/);
    await page
      .getByRole('table', { name: /^Groups, with who has gone/ })
      .getByRole('row', { name: /^basic/ })
      .getByRole('button', { name: 'basic: 2 people gone at least once' })
      .click();
    await expect
      .poll(() => listed().at(-1))
      .toMatchObject({ pick: { of: 'curve', state: 'churned', group: { kind: 'value', value: 'basic' } } });
    await expect.element(page.getByText('plan: basic')).toBeVisible();
    await expectAccessible(container);
  });

  it('S4 opens from a curve who had gone by the time that was read, and who was followed then', async () => {
    const { listed } = await open();
    const chart = page.getByRole('application', { name: /^Share still there/ });
    await expect.element(chart).toBeVisible();
    chart.element().focus();
    await userEvent.keyboard('{Home}{Enter}');
    await expect
      .poll(() => listed().at(-1)?.pick)
      .toMatchObject({ state: 'staying', by: { time: 0, unit: 'ms' } });
    await userEvent.keyboard('{Escape}');
    chart.element().focus();
    await userEvent.keyboard('{End}{Enter}');
    const last = { time: 90 * 86_400_000, unit: 'ms' };
    await expect
      .poll(() => listed().at(-1)?.pick)
      .toEqual({ of: 'curve', state: 'churned', group: null, by: last });
    await expect.poll(() => location.hash).toContain(`by=${last.time}ms`);
    await expect.element(page.getByRole('heading', { name: /^1 person gone by 90\sd$/ })).toBeVisible();
    await page.getByRole('combobox', { name: 'Show' }).selectOptions('1');
    await expect.poll(() => listed().at(-1)?.pick).toMatchObject({ state: 'staying', by: last });
  });

  it('leads by keyboard from the curves to their table', async () => {
    await open();
    const chart = page.getByRole('application', { name: /^Share still there/ });
    await expect.element(chart).toBeVisible();
    chart.element().focus();
    await userEvent.keyboard('t');
    const table = page.getByRole('table', { name: 'Table of the curves' });
    await expect.element(table).toBeVisible();
    await expect.element(table.getByRole('row').nth(1)).toHaveTextContent(/100\.0%\s*10 at risk/);
  });

  it('lets every chart be taken away by its name, with what it is of', async () => {
    const { container } = await open();
    await expect.element(page.getByRole('application', { name: 'Churn by month' })).toBeVisible();
    await page.getByRole('button', { name: 'Export' }).click();
    await expect.element(page.getByRole('menuitem', { name: 'Churn by month as PNG' })).toBeVisible();
    await expectAccessible(container);
    page.getByRole('menuitem', { name: 'Groups as CSV' }).element().focus();
    await userEvent.keyboard('{End}{ArrowUp}{ArrowLeft}');
    await expect.element(page.getByRole('menuitem', { name: 'Why they went as SVG' })).toHaveFocus();
    await userEvent.keyboard('{Escape}');

    const pictures = await takePictures();
    expect([...pictures.keys()]).toEqual([
      'how-long-they-stay.svg',
      'churn-by-month.svg',
      'why-they-went.svg',
    ]);
    expect(pictures.get('how-long-they-stay.svg')).toMatch(/^Share still there: Cancelled/);
    expect(pictures.get('churn-by-month.svg')).toContain('Churn by month: Cancelled | ');
    // Grounds are named as on the page, and what isn't drawn has no name: nobody came back.
    expect(pictures.get('churn-by-month.svg')).toMatch(/ \| Began \| Gone \| /);
    expect(pictures.get('churn-by-month.svg')).not.toMatch(/Went on|Dropped|Came back/);
    // Two of the three who cancelled did so for the price.
    expect(pictures.get('why-they-went.svg')).toMatch(/price \| 2 \| 66\.7%/);
  });

  it('S6 lists who is at risk, furthest out of rhythm first, and says why', async () => {
    const { container, listed } = await open();
    const table = page.getByRole('table', { name: 'At risk now' });
    // Money in the currency of the data, not the workspace's.
    await expect
      .element(table.getByRole('row').nth(1))
      .toHaveTextContent(/Ada\s*60 days\s*2 days\s*30\.0×\s*US\$120/);
    expect(listed()[0]).toMatchObject({ pick: { of: 'at-risk' }, sort: 'measure.silence-ratio' });
    await table.getByRole('button', { name: 'Worth so far' }).click();
    await expect.poll(() => listed().at(-1)).toMatchObject({ sort: 'measure.value' });
    await table.getByRole('button', { name: 'Ada' }).click();
    await expect.element(page.getByText('Why Ada counts as still there')).toBeVisible();
    await expect
      .element(page.getByText(/silent for 60 days, usually 2 days; at risk: 30\.0× the usual gap/))
      .toBeVisible();
    await expect.element(page.getByText('60 days, usually 2 days', { exact: true })).toBeVisible();
    await expectAccessible(container);
  });

  it('opens the people behind a reason, and asks for another one', async () => {
    const { asked, listed } = await open();
    await page.getByRole('button', { name: /^price: 2 of 3, 66\.7%/ }).click();
    await expect.poll(() => listed().at(-1)).toMatchObject({ pick: { of: 'reason', value: 'price' } });
    await userEvent.keyboard('{Escape}');
    await page.getByRole('combobox', { name: 'Reason is' }).selectOptions('');
    await expect.poll(() => asked('churn').at(-1)?.reason).toBeNull();
  });

  it('S1 prints a proposed silence, and lets it be set, taken back whole with Escape', async () => {
    const { container, asked } = await open({}, { q: encodeQuestion(silence) });
    const { silence: measured } = await answer(silence);
    const days = measured!.ms / 86_400_000;
    await expect.element(slot('What counts as gone')).toHaveTextContent(`silence over ${days} days`);
    await expect
      .element(page.getByText(`of ${measured!.proposed!.gaps.n} gaps between a person’s active days`))
      .toBeVisible();
    await slot('What counts as gone').click();
    await page.getByRole('radio', { name: 'This long' }).click();
    await expect
      .poll(() => asked('churn').at(-1)?.rule)
      .toEqual({ by: 'silence', after: { n: days, unit: 'day' }, share: 0.9 });
    await expectAccessible(container);
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => asked('churn').at(-1)?.rule).toEqual(silence.rule);
  });

  it('F13 compares the share still there after a time that both sides were watched', async () => {
    const range = { from: '2026-01-01', to: '2026-01-31', by: 'start' } as const;
    const other = { ...question, range: { ...range, from: '2025-12-01', to: '2025-12-31' } };
    const own = await answer(question);
    const { asked } = await open(
      { ask: () => ({ ...own, compared: { question: other, answer: own } }) },
      { q: encodeQuestion({ ...question, range, compare: { with: 'previous' } }) },
    );
    const table = page.getByRole('region', { name: 'Compared' }).getByRole('table');
    await expect
      .element(table.getByRole('row').nth(1))
      .toHaveTextContent(/^Still there after 84\sd\s*70\.0%\s*[\d,]+ at risk/);
    // Few are at risk, and who began later had less time to go: neither is judged.
    for (const row of [1, 2])
      await expect.element(table.getByRole('row').nth(row)).not.toHaveTextContent(/chance/);
    await page.getByRole('button', { name: 'Ask that alone' }).click();
    await expect.poll(() => asked('churn').at(-1)).toEqual(other);
  });

  it('opens for people without events, and lets the columns be chosen', async () => {
    const people = {
      ...view,
      eventCount: 0,
      events: [],
      span: null,
      eventProperties: [],
      personProperties: [
        { name: 'tenure', kind: 'number' as const },
        { name: 'Churn', kind: 'text' as const },
      ],
    };
    const { container, asked } = await open({ propose: () => null, 'workspaces.open': () => people });
    await expect.element(page.getByText('Nothing says who has gone')).toBeVisible();
    await expectAccessible(container);
    await page.getByRole('button', { name: 'Choose what counts as gone' }).click();
    await expect.poll(() => asked('churn').at(-1)?.rule).toMatchObject({ by: 'people', tenure: 'tenure' });
    await expect.element(page.getByRole('dialog', { name: 'What counts as gone' })).toBeVisible();
  });

  it('teaches in a workspace with nothing in it', async () => {
    const nothing = { ...view, eventCount: 0, events: [], personProperties: [] };
    const { container } = await open({ 'workspaces.open': () => nothing });
    await expect.element(page.getByRole('link', { name: 'Import a file' })).toBeVisible();
    await expectAccessible(container);
  });

  it('says what failed and asks again on demand', async () => {
    let fail = true;
    const whole = await answer(question);
    await open({ ask: () => (fail ? { code: 'worker-crashed', details: {} } : whole) });
    const retry = page.getByRole('button', { name: 'Try again' });
    await expect.element(retry).toBeVisible();
    fail = false;
    await retry.click();
    await expect.element(page.getByText('Gone at least once, of 10 with Subscribed')).toBeVisible();
  });

  it('leads out of a question with nobody in it', async () => {
    const nobody = await answer({ ...question, start: { ...question.start, events: ['Never'] } });
    const { asked } = await open(
      { ask: () => nobody },
      { q: encodeQuestion({ ...question, range: { from: '2030-01-01', to: null, by: 'start' } }) },
    );
    await page.getByRole('button', { name: 'Use all dates' }).click();
    await expect.poll(() => asked('churn').at(-1)?.range.from).toBeNull();
  });

  it('S1 X1 leads from a silence of too few gaps to where it is set', async () => {
    const whole = await answer(silence);
    const { ms, proposed } = whole.silence!;
    const few = { ...whole, silence: { ms, proposed: { ...proposed!, gaps: { ...proposed!.gaps, n: 1 } } } };
    await open({ ask: () => few }, { q: encodeQuestion(silence) });
    await expect.element(page.getByText(/, the only gap between a person’s active days\./)).toBeVisible();
    const note = page.getByRole('listitem').filter({ hasText: 'One gap does not say' });
    await note.getByRole('button', { name: 'Change what counts as gone' }).click();
    await expect.element(page.getByRole('dialog', { name: 'What counts as gone' })).toBeVisible();
  });

  it('S6 leads from nearly all at risk to what counts as a sign of life', async () => {
    const whole = await answer(question);
    const atRisk = { k: 53, n: 54, rate: 53 / 54, low: 0.9, high: 0.997 };
    await open({ ask: () => ({ ...whole, atRisk }) });
    const note = page.getByRole('listitem').filter({ hasText: 'Nearly everyone whose rhythm is known' });
    await note.getByRole('button', { name: 'Choose what is a sign of life' }).click();
    await expect.element(page.getByRole('dialog').getByText('What is a sign of life')).toBeVisible();
  });

  it('S1 says that the same event can’t begin a stay and end it', async () => {
    const { rule } = question;
    const same = rule.by === 'event' ? { ...question, start: rule.event } : question;
    const nobody = await answer(same);
    const { container } = await open({ ask: () => nobody }, { q: encodeQuestion(same) });
    await expect.element(page.getByText('The same event can’t begin a stay and end it')).toBeVisible();
    await expectAccessible(container);
    await page.getByRole('button', { name: 'Change the start' }).click();
    await expect.element(page.getByRole('dialog', { name: 'Start' })).toBeVisible();
  });

  it('holds everything on a narrow screen', async () => {
    await page.viewport(360, 800);
    await open({}, { q: encodeQuestion(split) });
    await expect.element(page.getByText('Gone at least once, of 10 with Subscribed')).toBeVisible();
    await expect.element(page.getByRole('table', { name: 'At risk now' })).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  });
});
