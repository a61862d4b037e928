import { describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Insight, PeopleSegment } from '../../../../src/domain/saved.ts';
import { everything, type Filter } from '../../../../src/questions/filter.ts';
import { encodeQuestion } from '../../../../src/questions/url.ts';
import { expectAccessible } from '../../ui/axe.ts';
import { view } from '../funnel/fake.ts';
import { openPage, slot, type Answers } from '../page.ts';
import { answer, dossier, question } from './fake.ts';

const open = (answers: Answers = {}, query: Record<string, string> = {}) =>
  openPage({
    path: '/w/:workspace/cohorts',
    answers: { propose: () => question, ask: () => answer, 'person.dossier': () => dossier, ...answers },
    query,
  });

const country = (value: string): Filter => ({
  kind: 'is',
  property: { scope: 'person', name: 'country' },
  op: 'in',
  value: [value],
});

describe('the cohorts page', () => {
  it('R4 shows the proposed cohorts with the pooled return of period 1, and nothing axe finds', async () => {
    const { container, requests } = await open();
    await expect.element(page.getByText('Returned in month 1, pooled')).toBeVisible();
    await expect.element(page.getByText(/^40(\.0)?%$/).first()).toBeVisible();
    await expect.element(page.getByText('95% interval, n 100')).toBeVisible();
    await expect.element(page.getByText('3 events have no date and are left out.')).toBeVisible();
    expect(requests('propose')[0]?.params).toMatchObject({ kind: 'retention' });
    await expectAccessible(container);
  });

  it('says among the figures from when on cohorts count where there are too many', async () => {
    const notes = [{ code: 'periods-cut', details: { count: 3, kept: 500 } }] as const;
    const { container } = await open({ ask: () => ({ ...answer, notes }) });
    await expect.element(page.getByRole('grid')).toBeVisible();
    expect(container.querySelector('dl.answer')?.textContent).toContain('All figures: since Jan 2026 only');
  });

  it('keeps what can be asked of an address that asks for the impossible, and says what it left out', async () => {
    const text = encodeQuestion({ ...question, brackets: [0, -2], minimum: 0 });
    const { asked } = await open({}, { q: text });
    await expect
      .element(
        page.getByText(
          /what is usual is asked instead of its columns \(.*\) and how often it must happen \(/,
        ),
      )
      .toBeVisible();
    await expect.element(page.getByRole('region', { name: 'Question' })).toBeVisible();
    await expect.poll(() => asked('retention').at(-1)).toEqual({ ...question, brackets: null, minimum: 1 });
    expect(new URLSearchParams(location.hash.split('?')[1]).get('q')).toBe(encodeQuestion(question));
  });

  it('says that a question is saved already, and keeps one entry', async () => {
    const saved = { id: 'i1', name: 'Orders again', createdAt: 0, updatedAt: 0, rev: 1, question };
    const { requests } = await open({ 'insights.list': () => [saved] });
    await page.getByRole('button', { name: 'Save question' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.poll(() => location.hash).toContain('insight=i1');
    expect(requests('insights.save')).toEqual([]);
  });

  it('leaves the focus on what a question is saved by, once it is saved', async () => {
    const saved: Insight[] = [];
    await open({
      'insights.list': () => [...saved],
      'insights.save': ({ params }) => {
        const made = { ...params.insight, id: 'i1', createdAt: 0, updatedAt: 0, rev: 1 };
        saved.push(made);
        return made;
      },
    });
    await page.getByRole('button', { name: 'Save question' }).click();
    await page.getByRole('textbox', { name: /Name/ }).fill('Orders again');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    await expect.element(page.getByRole('button', { name: 'Saved', exact: true })).toHaveFocus();
  });

  it('R7 begins behaviour with a second start where the start is the first event offered', async () => {
    const start = { events: ['Visit'], where: everything };
    const { asked } = await open({}, { q: encodeQuestion({ ...question, start }) });
    await slot('Cohorts').click();
    await page.getByRole('radio', { name: /^By what they did first/ }).click();
    await expect.poll(() => asked('retention').at(-1)?.cohorts).toMatchObject({ by: 'behaviour', times: 2 });
  });

  it('opens the people behind a cell, those who stayed away beside them, and why one is counted', async () => {
    const at = { q: encodeQuestion(question), row: '["period","2026-01-01"]', cell: '1.returned' };
    const { container, listed } = await open({}, at);
    await expect.element(page.getByText(/^10 people of .*2026 returned in month 1$/).first()).toBeVisible();
    expect(listed().at(-1)).toMatchObject({
      pick: {
        row: { kind: 'period', key: '2026-01-01' },
        cell: { column: 1, returned: true },
        group: null,
      },
    });
    await page.getByText('Ada').click();
    await expect.element(page.getByText(/^Why Ada is in/)).toBeVisible();
    await expect.element(page.getByText('month 1: counts as returned')).toBeVisible();
    await expectAccessible(container);
    await page.getByRole('combobox', { name: 'Show' }).selectOptions('stayed-away');
    await expect
      .poll(() => listed().at(-1))
      .toMatchObject({ pick: { cell: { column: 1, returned: false } } });
    expect(location.hash).toContain('stayed-away');
  });

  it('goes from the curves to the table with T', async () => {
    await open();
    const curves = page.getByRole('application', { name: 'Return over time' });
    await expect.element(curves).toBeVisible();
    (curves.element() as SVGElement).focus();
    await userEvent.keyboard('t');
    await expect.element(page.getByRole('button', { name: /^Jan 2026, month 0: / })).toHaveFocus();
  });

  it('R4 opens the people of a mean', async () => {
    const { listed } = await open({}, { q: encodeQuestion(question) });
    await page.getByRole('button', { name: /^All, pooled, month 1: 40 of 100, / }).click();
    await expect
      .poll(() => listed().at(-1))
      .toMatchObject({
        pick: { row: null, cell: { column: 1, returned: true }, group: null },
      });
    await expect
      .element(page.getByText('10 people of all complete cohorts returned in month 1').first())
      .toBeVisible();
    expect(location.hash).toContain(encodeURIComponent('["all"]'));
  });

  it('asks what is edited, and takes it back whole with Escape', async () => {
    const { asked } = await open();
    await slot('When a return counts').click();
    await page.getByRole('radio', { name: /In it or later/ }).click();
    await expect.poll(() => asked('retention').at(-1)?.rule).toBe('on-or-after');
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => asked('retention').at(-1)?.rule).toBe('on');
  });

  it('R6 asks for brackets by their last periods, and says what is wrong with them', async () => {
    const { container, asked } = await open();
    await slot('Period').click();
    await expect
      .element(page.getByRole('radio', { name: 'From each person’s own start' }))
      .toHaveAccessibleDescription(/, to the minute; after a date without a time, in whole days\.$/);
    await page.getByRole('radio', { name: 'Brackets of several periods' }).click();
    // The usual ones of months.
    await expect.poll(() => asked('retention').at(-1)?.brackets).toEqual([1, 2, 3, 6]);
    const field = page.getByRole('textbox', { name: 'Last period of each bracket' });
    await field.fill('1, 3, 7');
    await expect.poll(() => asked('retention').at(-1)?.brackets).toEqual([1, 2, 4]);
    await expect.element(page.getByText('Columns: 0, then 1, 2–3 and 4–7.')).toBeVisible();
    await expect.element(slot('Period')).toHaveTextContent('of 3 brackets up to month 7');
    await field.fill('1, 3, 2');
    await expect.element(field).toHaveAccessibleDescription('2 must be more than the number before it.');
    expect(asked('retention').at(-1)?.brackets).toEqual([1, 2, 4]);
    await expectAccessible(container);
  });

  it('draws the cohorts that are chosen, marks them in the table, and keeps them in the address', async () => {
    const { container, app } = await open();
    const lines = page.getByRole('list', { name: 'Lines' });
    const names = () =>
      [...lines.element().querySelectorAll('li')].slice(0, -1).map((item) => item.textContent.trim());
    const marked = () =>
      [...container.querySelectorAll('.heat th.lined')].map((head) => head.textContent.trim());
    // Neither cohort has the four points of a line that is drawn unasked.
    await expect.poll(names).toEqual(['Pooled']);
    await page.getByRole('button', { name: 'Choose cohorts' }).click();
    await page.getByRole('option', { name: /Jan 2026/ }).click();
    await page.getByRole('option', { name: /Feb 2026/ }).click();
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => names().slice(0, 3)).toEqual(['Pooled', 'Jan 2026', 'Feb 2026']);
    await page.getByRole('button', { name: 'Take the line of Jan 2026 away' }).click();
    await expect.poll(marked).toEqual(['Feb 2026']);
    expect(app.router.query['curves']).toBe('["period","2026-02-01"]');
    await page.getByRole('button', { name: 'Choose cohorts' }).click();
    await page.getByRole('option', { name: /Jan 2026/ }).click();
    await expect.poll(() => app.router.query['curves']).toBe('["period","2026-02-01","period","2026-01-01"]');
    await expectAccessible(container);
    await userEvent.keyboard('{Escape}');
    await page.getByRole('button', { name: 'Back to the usual ones' }).click();
    await expect.poll(() => app.router.query['curves']).toBeUndefined();
  });

  it('R8 says which group is shown, and draws the means of the groups', async () => {
    const groups = ['web', 'shop'].map((value) => ({ ...answer.total, kind: 'value', value }) as const);
    const split = { property: { scope: 'person', name: 'channel' }, top: 8 } as const;
    const { app, container } = await open(
      { ask: () => ({ ...answer, groups }) },
      { q: encodeQuestion({ ...question, breakdown: split }) },
    );
    await page.getByRole('combobox', { name: 'Shown' }).selectOptions('["value","shop"]');
    await expect.element(page.getByRole('heading', { name: /channel: shop/ }).first()).toBeVisible();
    expect(app.router.query['shown']).toBe('["value","shop"]');
    await page.getByRole('button', { name: 'Groups' }).click();
    await expect.element(page.getByRole('heading', { name: 'Return over time, by channel' })).toBeVisible();
    await expect.element(page.getByRole('list', { name: 'Lines' })).toHaveTextContent('webshop');
    expect(app.router.query['curves']).toBe('groups');
    await expectAccessible(container);
  });

  it('R7 keeps conditions on people as a segment, uses it again, and makes cohorts of segments', async () => {
    const finns = { name: 'Finns', filter: country('FI') };
    const saved: unknown[] = [];
    const { container, asked } = await open(
      {
        'workspaces.open': () => ({ ...view, personProperties: [{ name: 'country', kind: 'text' }] }),
        'property.values': () => ({ values: [{ value: 'FI', count: 3 }], range: null }),
        'peopleSegments.list': () => [...saved],
        'peopleSegments.save': ({ params }) => {
          const made = { ...params.segment, id: `s${saved.length}`, rev: 1, createdAt: 0, updatedAt: 0 };
          saved.push(made);
          return made;
        },
      },
      { q: encodeQuestion({ ...question, people: finns.filter }) },
    );
    await slot('Who is counted').click();
    await page.getByRole('button', { name: 'Save as a segment of people' }).click();
    const name = page.getByRole('textbox', { name: 'Name of the segment' });
    await expect.element(name).toHaveValue('country is one of FI');
    await name.fill('Finns');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.element(page.getByText('Saved as the segment “Finns”.')).toBeVisible();
    expect(saved).toMatchObject([finns]);
    await page.getByRole('button', { name: 'Remove the condition on country' }).click();
    await expect.poll(() => asked('retention').at(-1)?.people).toEqual(everything);
    await page.getByText('Use a saved segment').click();
    await expectAccessible(container);
    await page.getByRole('button', { name: /^Finns/ }).click();
    await expect.poll(() => asked('retention').at(-1)?.people).toEqual(finns.filter);
    await userEvent.keyboard('{Escape}');

    await slot('Cohorts').click();
    await page.getByRole('radio', { name: 'By saved segments of people' }).click();
    await expect
      .poll(() => asked('retention').at(-1)?.cohorts)
      .toEqual({ by: 'segments', segments: [finns] });
    await page.getByRole('option', { name: 'Everyone' }).click();
    await expect
      .poll(() => asked('retention').at(-1)?.cohorts)
      .toEqual({ by: 'segments', segments: [finns, { name: 'Everyone', filter: everything }] });
    await expect.element(slot('Cohorts')).toHaveTextContent('by 2 segments of people');
    await expectAccessible(container);
  });

  it('renames a saved segment, and brings one back that was deleted', async () => {
    const segment: PeopleSegment = {
      id: 's1',
      name: 'Finns',
      filter: country('FI'),
      rev: 1,
      createdAt: 0,
      updatedAt: 0,
    };
    let saved = [segment];
    const { app, container, requests } = await open(
      {
        'peopleSegments.list': () => saved,
        'peopleSegments.save': ({ params }) => {
          const made = { ...segment, ...params.segment, id: params.segment.id ?? 's2', rev: 2 };
          saved = [...saved.filter(({ id }) => id !== made.id), made];
          return made;
        },
        'peopleSegments.remove': ({ params }) => {
          saved = saved.filter(({ id }) => id !== params.id);
          return null;
        },
      },
      { q: encodeQuestion(question) },
    );
    await slot('Who is counted').click();
    await page.getByText('Use a saved segment').click();
    await page.getByRole('button', { name: 'Rename the segment Finns' }).click();
    const name = page.getByRole('textbox', { name: 'Name of the segment' });
    await expect.element(name).toHaveValue('Finns');
    await expectAccessible(container);
    await name.fill('From Finland');
    // Another tab changes the conditions meanwhile.
    saved = [{ ...segment, filter: country('AX'), rev: 2 }];
    app.session.savedRevisions.peopleSegments++;
    await expect.element(page.getByRole('button', { name: /^Finns.*AX/ })).toBeVisible();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.element(page.getByRole('button', { name: /^From Finland/ })).toBeVisible();
    expect(requests('peopleSegments.save').at(-1)?.params.segment).toMatchObject({
      id: 's1',
      name: 'From Finland',
      rev: 2,
      filter: country('AX'),
    });
    await page.getByRole('button', { name: 'Delete the segment From Finland' }).click();
    await expect.poll(() => saved).toEqual([]);
    await expect.poll(() => app.toasts.items.at(-1)?.text).toBe('The segment From Finland is deleted.');
    app.toasts.items.at(-1)?.action?.run();
    await expect.poll(() => saved).toMatchObject([{ name: 'From Finland', filter: country('AX') }]);
  });

  it('says what failed and asks again on demand', async () => {
    let fail = true;
    await open({ ask: () => (fail ? { code: 'worker-crashed', details: {} } : answer) });
    const retry = page.getByRole('button', { name: 'Try again' });
    await expect.element(retry).toBeVisible();
    fail = false;
    await retry.click();
    await expect.element(page.getByText('95% interval, n 100')).toBeVisible();
  });

  it('teaches in a workspace without events', async () => {
    const { container } = await open({ 'workspaces.open': () => ({ ...view, eventCount: 0, events: [] }) });
    await expect.element(page.getByRole('link', { name: 'Import a file' })).toBeVisible();
    await expectAccessible(container);
  });

  it('teaches where nobody comes back by themselves, and begins by hand', async () => {
    const { asked } = await open({ propose: () => null });
    await expect
      .element(page.getByText(/^Everyone in these data is there for less than a day/))
      .toBeVisible();
    await page.getByRole('button', { name: 'Choose start and return' }).click();
    await expect.element(page.getByRole('dialog', { name: 'Start' })).toBeVisible();
    expect(asked('retention').at(-1)?.start.events).toEqual([view.events[0].name]);
  });

  it('leads out of a question that nobody fits', async () => {
    const nobody = { ...answer, total: { ...answer.total, rows: [], means: [], entries: 0, people: 0 } };
    const { asked } = await open(
      { ask: () => nobody },
      { q: encodeQuestion({ ...question, range: { from: '2030-01-01', to: null, by: 'entry' } }) },
    );
    await page.getByRole('button', { name: 'Use all dates' }).click();
    await expect.poll(() => asked('retention').at(-1)?.range.from).toBeNull();
  });

  it('F13 sets the cohorts beside others, and asks those alone', async () => {
    const compare = { with: 'previous' } as const;
    const range = { from: '2026-01-01', to: '2026-03-31', by: 'entry' } as const;
    const other = { ...question, range: { ...range, from: '2025-10-01', to: '2025-12-31' } };
    const total = { ...answer.total, people: 80 };
    const { asked } = await open(
      { ask: () => ({ ...answer, compared: { question: other, answer: { ...answer, total } } }) },
      { q: encodeQuestion({ ...question, range, compare }) },
    );
    const table = page.getByRole('region', { name: 'Compared' }).getByRole('table');
    // 100 people on this side and 80 on the other.
    await expect.element(table.getByRole('row').nth(1)).toHaveTextContent(/100\s+80\s+\+20/);
    await page.getByRole('button', { name: 'Ask that alone' }).click();
    await expect.poll(() => asked('retention').at(-1)).toEqual(other);
  });

  it('R2 says that by “in it or later” the sides were not followed equally long, and judges nothing', async () => {
    const range = { from: '2026-02-01', to: '2026-02-28', by: 'entry' } as const;
    const asked = { ...question, rule: 'on-or-after', range, compare: { with: 'previous' } } as const;
    const other = { ...asked, range: { ...range, from: '2026-01-01', to: '2026-01-31' }, compare: null };
    await open(
      { ask: () => ({ ...answer, compared: { question: other, answer } }) },
      { q: encodeQuestion(asked) },
    );
    await expect.element(page.getByText(/whoever started later had less time to return/)).toBeVisible();
    const section = page.getByRole('region', { name: 'Compared' }).first();
    await expect.element(section).toHaveTextContent(/did not have equally long to return/);
    await expect.element(section).not.toHaveTextContent(/more than chance|may be chance/);
  });

  it('holds everything on a narrow screen', async () => {
    await page.viewport(360, 800);
    await open();
    await expect.element(page.getByText('95% interval, n 100')).toBeVisible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  });
});
