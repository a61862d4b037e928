import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { everything } from '../../../../src/questions/filter.ts';
import { defaultLifecycle } from '../../../../src/questions/lifecycle.ts';
import { expectAccessible } from '../../ui/axe.ts';
import { view } from '../funnel/fake.ts';
import { cycle } from '../overview/fake.ts';
import { openPage, slot } from '../page.ts';

const question = defaultLifecycle({ events: ['Order'], where: everything });
const open = (span: typeof view.span | null = view.span) =>
  openPage({
    path: '/w/:workspace/cohorts/lifecycle',
    answers: {
      'workspaces.open': () => ({ ...view, span }),
      propose: () => question,
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

it('F13 data without dates are compared by people alone, and say why', async () => {
  await open(null);
  await slot('Options').click();
  await expect.element(page.getByRole('radio', { name: 'With the time before' })).toBeDisabled();
  await expect.element(page.getByText(/^These data have no dates/)).toBeVisible();
  await page.getByRole('radio', { name: 'With other people or dates' }).click();
  await expect.element(alike).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Last month' })).not.toBeInTheDocument();
});
