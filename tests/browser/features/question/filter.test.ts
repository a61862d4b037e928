import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { everything } from '../../../../src/questions/filter.ts';
import { defaultLifecycle } from '../../../../src/questions/lifecycle.ts';
import { view } from '../funnel/fake.ts';
import { cycle } from '../overview/fake.ts';
import { openPage, slot } from '../page.ts';

const amount = { name: 'amount', kind: 'number' } as const;
const none = { eventProperties: [], personProperties: [] };

it.each([
  [{ ...none, eventProperties: [amount] }, /no properties of people\. Those of events, such as amount,/],
  [none, /^The data have no properties to choose from\.$/],
])('conditions on people say where else %j is asked', async (properties, said) => {
  await openPage({
    path: '/w/:workspace/cohorts/lifecycle',
    answers: {
      'workspaces.open': () => ({ ...view, ...properties }),
      propose: () => defaultLifecycle({ events: ['Order'], where: everything }),
      ask: () => cycle,
    },
  });
  await slot('Who is counted').click();
  await expect.element(page.getByText(said)).toBeVisible();
});
