import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { defaultChurn } from '../../../src/questions/churn-form.ts';
import { defaultFunnel, stepOf } from '../../../src/questions/defaults.ts';
import type { Filter } from '../../../src/questions/filter.ts';
import { defaultLifecycle } from '../../../src/questions/lifecycle.ts';
import { defaultRetention } from '../../../src/questions/retention.ts';
import { defaultRevenue } from '../../../src/questions/revenue-form.ts';
import { defaultStages } from '../../../src/questions/stages-form.ts';
import { defaultStickiness } from '../../../src/questions/stickiness.ts';
import { defaultVelocity } from '../../../src/questions/velocity-form.ts';
import { tableOf } from '../../tools/vectors-table.ts';

const people: Filter = {
  kind: 'is',
  property: { scope: 'person', name: 'plan' },
  op: 'equals',
  value: 'Pro',
};
const did = (event: string) => ({ events: [event], where: people });
const [here, gone] = [did('a'), did('none')];
const value = { scope: 'event', name: 'amount' } as const;

describe('notes of what the data lack', () => {
  it.each([
    { ...defaultFunnel([{ ...stepOf('a'), where: people }, stepOf('none'), stepOf('none')]), people },
    { ...defaultRetention(here, gone), people },
    { ...defaultLifecycle(gone), people },
    { ...defaultStickiness(gone), people },
    { ...defaultStages([{ ...here, label: '' }], gone, null), people },
    { ...defaultVelocity(here, gone, null, value), people },
    { ...defaultChurn({ by: 'event', event: gone }), start: here, people },
    { ...defaultRevenue(gone, 'amount', here), people },
  ])('name each event and each property once: $kind', async (question) => {
    const table = tableOf([{ person: 'p', event: 'a', at: '2026-01-01', props: { amount: 1 } }]);
    const { notes } = await answer(table, question, uncontrolled);
    expect(notes.filter(({ code }) => code.startsWith('unknown-'))).toEqual(
      expect.arrayContaining([
        { code: 'unknown-event', details: { name: 'none' } },
        { code: 'unknown-property', details: { name: 'plan', scope: 'person' } },
      ]),
    );
    expect(notes.filter(({ code }) => code.startsWith('unknown-'))).toHaveLength(2);
  });
});
