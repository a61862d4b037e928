import { describe, expect, it } from 'vitest';
import { uncontrolled, type Control } from '../../../src/base/control.ts';
import { AppFailure } from '../../../src/base/error.ts';
import { answer } from '../../../src/engine/answer.ts';
import { proposeLater, proposeRepeated } from '../../../src/engine/activity/propose.ts';
import { proposeChurn } from '../../../src/engine/churn/propose.ts';
import { proveChurn } from '../../../src/engine/churn/prove.ts';
import { peopleBehind } from '../../../src/engine/people.ts';
import { findChanges } from '../../../src/engine/revenue/changes.ts';
import { netMoves } from '../../../src/engine/revenue/moves.ts';
import { proposeRevenue } from '../../../src/engine/revenue/propose.ts';
import { groupsOf } from '../../../src/engine/survival/groups.ts';
import { proposeVelocity } from '../../../src/engine/velocity/propose.ts';
import { defaultChurn } from '../../../src/questions/churn-form.ts';
import { defaultFunnel, stepOf } from '../../../src/questions/defaults.ts';
import { everything } from '../../../src/questions/filter.ts';
import { defaultLifecycle } from '../../../src/questions/lifecycle.ts';
import type { PeopledKind, Picked } from '../../../src/questions/question.ts';
import { defaultRetention } from '../../../src/questions/retention.ts';
import { defaultRevenue } from '../../../src/questions/revenue-form.ts';
import { defaultStages } from '../../../src/questions/stages-form.ts';
import { defaultStickiness } from '../../../src/questions/stickiness.ts';
import { defaultVelocity } from '../../../src/questions/velocity-form.ts';
import { tableOf } from '../../tools/vectors-table.ts';

const cancelled: Control = { due: () => true, pause: () => Promise.reject(new AppFailure('cancelled')) };
const stopped = { appError: { code: 'cancelled' } };
const named = (event: string) => ({ events: [event], where: everything });
const small = () =>
  tableOf([
    { person: 'a', event: 'New', at: '2026-01-01' },
    { person: 'a', event: 'Won', at: '2026-01-02', props: { amount: 1 } },
  ]);
const table = small();

const won = defaultStages([{ ...named('New'), label: '' }], named('Won'), null);
/** A figure of every kind of question. */
const figures: readonly Picked<PeopledKind>[] = [
  {
    question: defaultFunnel([stepOf('New'), stepOf('Won')]),
    pick: { step: 0, segment: 'entered', group: null, period: null },
  },
  { question: won, pick: { of: 'stage', stage: 0, state: 'entered' } },
  {
    question: defaultChurn({ by: 'event', event: named('Won') }),
    pick: { of: 'curve', state: 'all', group: null },
  },
  { question: defaultRetention(named('New')), pick: { row: null, cell: null, group: null } },
  {
    question: defaultStickiness(named('New')),
    pick: { period: '2025-12-29', parts: 1, rule: 'at-least', group: null },
  },
  { question: defaultLifecycle(named('New')), pick: { period: '2026-01-01', state: 'active', group: null } },
  {
    question: defaultVelocity(named('New'), named('Won'), null, { scope: 'event', name: 'amount' }),
    pick: { of: 'won', compared: false },
  },
  {
    question: defaultRevenue(named('Won'), 'amount', null),
    pick: { currency: null, period: '2026-01-01', change: 'end' },
  },
];

describe('what takes long can be stopped', () => {
  it.each(figures.map((figure) => [figure.question.kind, figure] as const))(
    'the answer to a question of %s, and the people behind a figure of it',
    async (_, figure) => {
      // Each its own table: what a question found of one is remembered.
      await expect(answer(small(), figure.question, cancelled)).rejects.toMatchObject(stopped);
      await expect(peopleBehind(small(), figure, cancelled)).rejects.toMatchObject(stopped);
      await expect(peopleBehind(small(), figure, uncontrolled)).resolves.toBeDefined();
    },
  );
  it('the proof of churn', async () => {
    const question = defaultChurn({ by: 'event', event: named('Won') });
    await expect(proveChurn(table, question, 0, cancelled)).rejects.toMatchObject(stopped);
  });
  it('the search for what people come back for, and for what they go on to', async () => {
    await expect(proposeRepeated(table, cancelled)).rejects.toMatchObject(stopped);
    await expect(proposeLater(table, cancelled)).rejects.toMatchObject(stopped);
  });
  it('the proposals of churn and velocity', async () => {
    await expect(proposeChurn(table, { stages: [], won: [] }, cancelled)).rejects.toMatchObject(stopped);
    await expect(proposeVelocity(table, won, cancelled)).rejects.toMatchObject(stopped);
  });
  it('each pass of the proposal of revenue: for plans, for an amount, for the time between charges', async () => {
    const props = { amount: 10, plan: 'Pro' };
    const paid = tableOf(
      ['2026-01-01', '2026-02-01'].map((at) => ({ person: 'a', event: 'Invoice paid', at, props })),
    );
    for (const pass of [0, 1, 2]) {
      let asked = 0;
      const late: Control = { ...cancelled, due: () => asked++ === pass };
      await expect(proposeRevenue(paid, late)).rejects.toMatchObject(stopped);
    }
  });
  it('the moves of revenue', async () => {
    const question = defaultRevenue(named('Won'), 'amount', null);
    const { changes } = await findChanges(table, question, uncontrolled);
    await expect(netMoves(table, question, changes, cancelled)).rejects.toMatchObject(stopped);
  });
  it('the groups of subjects', async () => {
    const values = { code: () => 0, text: () => null };
    await expect(groupsOf(values, 1, 8, cancelled)).rejects.toMatchObject(stopped);
  });
});
