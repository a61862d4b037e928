import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { everything } from '../../../../src/questions/filter.ts';
import { writeDashboardAddress } from '../../../../src/state/dashboard-address.ts';
import { expectAccessible } from '../../ui/axe.ts';
import { slot } from '../page.ts';
import { board, content, cycle, lifecycle, open, place } from './fake.ts';

const tile = (name: string) => page.getByRole('region', { name, exact: true });
const Life = { id: 'b', of: { by: 'question', name: 'Life', question: lifecycle }, x: 0, ...place } as const;

it('leads out of dates and people that nobody fits', async () => {
  const country = { scope: 'person', name: 'country' } as const;
  const scope = {
    range: { from: '2030-01-01', to: '2030-12-31' },
    people: { kind: 'is', property: country, op: 'equals', value: 'FI' },
  } as const;
  const { asked, container } = await open(
    [{ ...board('one', 'Monday'), content: { ...content, tiles: [Life], scope } }],
    {
      ask: ({ params: { question } }) =>
        'people' in question && question.people.kind !== 'all' ? { ...cycle, periods: [] } : cycle,
    },
  );
  await expect.element(tile('Life').getByText('Nobody fits this question.')).toBeVisible();
  await expectAccessible(container);
  await tile('Life').getByRole('button', { name: 'Drop the dates chosen above' }).click();
  await expect.poll(() => asked('lifecycle').at(-1)).toMatchObject({ range: { from: null, to: null } });
  const people = tile('Life').getByRole('button', { name: 'Drop the people chosen above' });
  await people.click();
  await expect.poll(() => asked('lifecycle').at(-1)).toMatchObject({ people: everything });
  await expect.element(tile('Life').getByText('55', { exact: true }).first()).toBeVisible();
  expect(people.query()).toBeNull();
});

it('says that dates of an address that end before they begin are ignored, until others are asked about', async () => {
  const { app, container } = await open();
  const scope = { range: { from: '2026-03-01', to: '2026-02-01' }, people: everything };
  app.router.setQuery(writeDashboardAddress({ board: null, scope, cross: null }));
  const told = page.getByText(/^The dates in this address end before they begin/);
  await expect.element(told).toBeVisible();
  await expectAccessible(container);
  await slot('Dates').click();
  await page.getByRole('radio', { name: 'These dates for everything' }).click();
  await page.getByRole('button', { name: 'Last month' }).click();
  await expect.element(told).not.toBeInTheDocument();
});

it('says that the measures above are of all while tiles are narrowed to a mark', async () => {
  const { asked } = await open(
    undefined,
    {},
    () => import('../../../../src/features/overview/OverviewPage.svelte'),
  );
  const card = page.getByRole('link', { name: /^Came to Visit/ });
  const life = page.getByRole('application', { name: 'Lifecycle: Life' });
  await expect.element(card).toBeVisible();
  await expect.element(life).toBeVisible();
  const before = card.element().getAttribute('href');
  life.element().focus();
  await userEvent.keyboard('{ArrowRight}{Enter}');
  const bar = page.getByRole('group', { name: 'Narrowed' });
  await expect.element(bar).toHaveTextContent('The measures above are not narrowed.');
  await expect.poll(() => asked('funnel').at(-1)).toMatchObject({ range: { to: '2026-02-28' } });
  expect(card.element().getAttribute('href')).toBe(before);
});
