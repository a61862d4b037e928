import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { everything } from '../../../../src/questions/filter.ts';
import { defaultLifecycle } from '../../../../src/questions/lifecycle.ts';
import { expectAccessible } from '../../ui/axe.ts';
import { view } from '../funnel/fake.ts';
import { cycle } from '../overview/fake.ts';
import { openPage, slot } from '../page.ts';

const question = defaultLifecycle({ events: ['Order'], where: everything });
const open = (span: typeof view.span | null = view.span, proposed = question) =>
  openPage({
    path: '/w/:workspace/cohorts/lifecycle',
    answers: {
      'workspaces.open': () => ({ ...view, span }),
      propose: () => proposed,
      ask: () => cycle,
    },
  });
const alike = page.getByText(/^Both sides are the same so far/);

it('F13 a comparison in which nothing is chosen says that both sides are the same', async () => {
  const { container } = await open();
  await slot('Options').click();
  await page.getByRole('radio', { name: 'With other people or dates' }).click();
  await expect.element(alike).toBeVisible();
  await expect.element(page.getByText('Esc takes the change back.')).toBeVisible();
  await expectAccessible(container);
  await page.getByRole('button', { name: 'Last month' }).click();
  await expect.element(alike).not.toBeInTheDocument();
});

it('the parts of a question are closed or taken back by buttons where there are no keys', async () => {
  const { container, asked } = await open();
  await page.viewport(390, 844);
  const [back, done] = [
    page.getByRole('button', { name: 'Take back' }),
    page.getByRole('button', { name: 'Done' }),
  ];
  await slot('Options').click();
  await page.getByRole('radio', { name: 'With other people or dates' }).click();
  await expect.element(page.getByText('Esc takes the change back.')).not.toBeVisible();
  await expect.element(done).toBeInViewport();
  // Nothing scrolls past below them.
  const foot = (element: Element): number => element.getBoundingClientRect().bottom;
  const popover = page.getByRole('dialog', { name: 'Options' }).element();
  expect(popover.scrollHeight).toBeGreaterThan(popover.clientHeight);
  expect(foot(popover) - foot(done.element().parentElement!)).toBeLessThan(2);
  await expectAccessible(container);
  await done.click();
  await expect.element(done).not.toBeInTheDocument();
  await expect.poll(() => asked('lifecycle').at(-1)?.compare?.with).toBe('other');
  await slot('Options').click();
  await page.getByRole('radio', { name: 'With nothing' }).click();
  await back.click();
  await expect.element(back).not.toBeInTheDocument();
  await expect.poll(() => asked('lifecycle').at(-1)?.compare?.with).toBe('other');
});

it.each([
  [{ from: '2026-02-01', to: '2026-03-31' }, '1 Dec 2025 to 31 Jan 2026.'],
  [{ from: '2026-02-01', to: '2026-03-30' }, '5 Dec 2025 to 31 Jan 2026.'],
])('F13 the time before %o is %s', async (range, said) => {
  await open(view.span, { ...question, range });
  await slot('Options').click();
  await expect
    .element(page.getByRole('radio', { name: 'With the time before' }))
    .toHaveAccessibleDescription(said);
});

it('F13 data without dates are compared by people alone, and say why', async () => {
  await open(null);
  await slot('Options').click();
  await expect.element(page.getByRole('radio', { name: 'With the time before' })).toBeDisabled();
  await expect.element(page.getByText(/^These data have no dates/)).toBeVisible();
  await page.getByRole('radio', { name: 'With other people or dates' }).click();
  await expect.element(alike).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Last month' })).not.toBeInTheDocument();
});
