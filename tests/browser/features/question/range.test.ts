import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { everything } from '../../../../src/questions/filter.ts';
import { defaultLifecycle } from '../../../../src/questions/lifecycle.ts';
import { cycle } from '../overview/fake.ts';
import { openPage, slot } from '../page.ts';

const question = {
  ...defaultLifecycle({ events: ['Order'], where: everything }),
  range: { from: '2026-01-01', to: '2026-01-31' },
};

it('dates that end before they begin leave the question with those before, and say so', async () => {
  const { asked } = await openPage({
    path: '/w/:workspace/cohorts/lifecycle',
    answers: { propose: () => question, ask: () => cycle },
  });
  await slot('First date').click();
  const [from, to] = [
    page.getByLabelText('From', { exact: true }),
    page.getByLabelText('To', { exact: true }),
  ];
  // An end of its own, and a beginning behind it.
  await to.fill('2026-01-10');
  await from.fill('2026-05-01');
  await expect
    .element(to)
    .toHaveAccessibleDescription(
      'The first date is after the last one. Until that is put right, the question is asked with 1 Jan 2026 to 31 Jan 2026.',
    );
  await expect.element(from).toHaveValue('2026-05-01');
  expect(asked('lifecycle').at(-1)?.range).toEqual(question.range);
  await to.fill('2026-06-30');
  await expect.poll(() => asked('lifecycle').at(-1)?.range).toEqual({ from: '2026-05-01', to: '2026-06-30' });
  await to.fill('2026-02-01');
  await page.getByRole('heading', { level: 1 }).click();
  await expect.element(slot('First date')).toHaveTextContent('1 Jan 2026');
  await expect.element(slot('Last date')).toHaveTextContent('31 Jan 2026');
  await slot('First date').click();
  await expect.element(from).toHaveValue('2026-01-01');
  await userEvent.keyboard('{Escape}');
});
