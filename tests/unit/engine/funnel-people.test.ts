import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { seededRandom } from '../../../src/base/random.ts';
import { answer } from '../../../src/engine/answer.ts';
import { funnelPeople } from '../../../src/engine/funnel/people.ts';
import { proveFunnel } from '../../../src/engine/funnel/prove.ts';
import { defaultFunnel, stepOf } from '../../../src/questions/defaults.ts';
import { everything } from '../../../src/questions/filter.ts';
import type { Breakdown, FunnelPick, FunnelQuestion, FunnelResult } from '../../../src/questions/funnel.ts';
import { tableOf, type EventRow } from '../../tools/vectors-table.ts';

const MINUTE = 60_000;
const BASE = Date.UTC(2024, 2, 29, 12);

function world(seed: number): ReturnType<typeof tableOf> {
  const random = seededRandom(seed);
  const events: EventRow[] = [];
  const persons = Array.from({ length: 40 }, (_, p) => ({
    id: `p${p}`,
    props: { region: random.pick(['north', 'south', null]), age: random.int(3) },
  }));
  for (let i = 0; i < 400; i++)
    events.push({
      person: `p${random.int(40)}`,
      event: random.pick(['A', 'B', 'C', 'X', 'L']),
      at: BASE + random.int(6 * 24 * 60) * MINUTE,
      props: {
        channel: random.pick(['ads', 'mail', 'web', null]),
        deal: random.pick(['d1', 'd2', 'd3', null]),
      },
    });
  return tableOf(events, persons, { zone: 'Europe/Helsinki' });
}

const base: FunnelQuestion = {
  ...defaultFunnel(
    ['A', 'B', 'C'].map((name) => stepOf(name)),
    { n: 2, unit: 'day' },
  ),
  trend: 'day',
};
const channel = (attribution: Breakdown['attribution'], top = 10): Breakdown => ({
  properties: [{ scope: 'event', name: 'channel' }],
  attribution,
  top,
});
const questions: Readonly<Record<string, FunnelQuestion>> = {
  ordered: { ...base, breakdown: channel('first') },
  'with exclusions and lost': {
    ...base,
    exclusions: [{ events: ['X'], where: everything, from: 0, to: 2 }],
    lost: { events: ['L'], where: everything },
    breakdown: channel('last'),
  },
  'excluded people removed': {
    ...base,
    exclusions: [{ events: ['X'], where: everything, from: 0, to: 1 }],
    exclusionScope: 'person',
  },
  attempts: { ...base, unit: { by: 'attempt' }, breakdown: channel({ step: 1 }) },
  deals: { ...base, unit: { by: 'property', property: 'deal' }, breakdown: channel('first', 2) },
  'deals across people': { ...base, unit: { by: 'property', property: 'deal', acrossPeople: true } },
  'every value': { ...base, breakdown: channel('every') },
  'any order': { ...base, order: 'any-order', breakdown: channel('first') },
  strict: {
    ...base,
    order: 'strict',
    breakdown: {
      properties: [
        { scope: 'person', name: 'region' },
        { scope: 'event', name: 'channel' },
      ],
      attribution: 'first',
      top: 3,
    },
  },
  pipeline: {
    ...base,
    order: 'reached',
    window: null,
    lost: { events: ['L'], where: everything },
    breakdown: channel('current'),
  },
  'optional step': { ...base, steps: base.steps.map((step, k) => ({ ...step, optional: k === 1 })) },
  'entered in a range': {
    ...base,
    range: { from: '2024-03-30', to: '2024-04-01', by: 'entry' },
    breakdown: channel('first'),
  },
};

describe('people behind the figures', () => {
  it.each(Object.entries(questions))('F7 F9 F12 as many as every count says: %s', async (_, question) => {
    const table = world(7);
    const { total, groups } = await answer(table, question, uncontrolled);
    const count = async (pick: FunnelPick): Promise<number> => {
      const people = await funnelPeople(table, question, pick, uncontrolled);
      expect(people.entered.length).toBe(people.person.length);
      return people.person.length;
    };
    const check = async (result: FunnelResult, group: FunnelPick['group']): Promise<void> => {
      for (const [step, figures] of result.steps.entries()) {
        const pick = (segment: FunnelPick['segment']): FunnelPick => ({ step, segment, group, period: null });
        expect(await count(pick('entered'))).toBe(figures.entered);
        expect(await count(pick('went-on'))).toBe(figures.wentOn);
        expect(await count(pick('open'))).toBe(figures.open);
        expect(await count(pick('dropped'))).toBe(figures.dropped);
        expect(await count(pick('excluded'))).toBe(figures.excluded);
        if (step < result.steps.length - 1)
          expect(figures.entered).toBe(figures.wentOn + figures.open + figures.dropped + figures.excluded);
      }
      for (const point of result.trend)
        for (const [step, reached] of point.reached.entries())
          expect(await count({ step, segment: 'entered', group, period: point.period })).toBe(reached);
    };
    expect(total.entered).toBeGreaterThan(0);
    await check(total, null);
    for (const group of groups) await check(group, { kind: group.kind, values: group.values });
  });

  it.each(['ordered', 'with exclusions and lost', 'attempts', 'deals', 'strict', 'pipeline', 'any order'])(
    'F7 groups add up to the whole: %s',
    async (name) => {
      const { total, groups } = await answer(world(11), questions[name]!, uncontrolled);
      const sum = (figure: (result: FunnelResult) => number): number =>
        groups.reduce((all, group) => all + figure(group), 0);
      expect(sum(({ entered }) => entered)).toBe(total.entered);
      expect(sum(({ converted }) => converted)).toBe(total.converted);
      expect(sum(({ matured }) => matured)).toBe(total.matured);
      expect(sum(({ open }) => open)).toBe(total.open);
    },
  );

  it('F12 a period is the question bounded to its entries', async () => {
    const table = world(3);
    for (const name of ['ordered', 'strict', 'any order', 'deals']) {
      const question = { ...questions[name]!, breakdown: null };
      const { total } = await answer(table, question, uncontrolled);
      for (const { period, reached, matured, rate } of total.trend) {
        const bounded = await answer(
          table,
          { ...question, range: { from: period, to: period, by: 'entry' } },
          uncontrolled,
        );
        expect(bounded.total.steps.map(({ entered }) => entered)).toEqual(reached);
        expect(bounded.total.matured).toBe(matured);
        expect(bounded.total.rate).toEqual(rate);
      }
    }
  });

  it.each(Object.entries(questions))(
    'a proof per unit agrees with the figures: %s',
    async (name, question) => {
      const table = world(5);
      const { total } = await answer(table, question, uncontrolled);
      const proofs = (
        await Promise.all(
          Array.from({ length: table.personCount }, (_, person) => proveFunnel(table, question, person)),
        )
      ).flat();
      const entered = proofs.filter(
        ({ depth, state }) => depth >= 0 && (name !== 'excluded people removed' || state !== 'excluded'),
      );
      expect(entered.length).toBe(total.entered);
      expect(entered.filter(({ state }) => state === 'converted').length).toBe(total.converted);
      expect(entered.filter(({ state }) => state === 'open').length).toBe(total.open);
      for (const proof of proofs) expect(proof.brokenBy === null).toBe(proof.state === 'converted');
    },
  );
});

describe('a proof', () => {
  const at = (minute: number, event: string): EventRow => ({
    person: 'u',
    event,
    at: BASE + minute * MINUTE,
  });
  const question = defaultFunnel(
    ['A', 'B'].map((name) => stepOf(name)),
    { n: 60, unit: 'minute' },
  );
  const prove = async (
    events: EventRow[],
    asked: FunnelQuestion = question,
  ): Promise<Awaited<ReturnType<typeof proveFunnel>>[number]> =>
    (await proveFunnel(tableOf(events), asked, 0))[0]!;

  it('F2 names the event that came too late, and the window\u2019s end', async () => {
    expect((await prove([at(0, 'A'), at(70, 'B')])).brokenBy).toEqual({
      kind: 'window',
      event: 1,
      time: BASE + 60 * MINUTE,
    });
  });
  it('F9 says how much time is left', async () => {
    expect(await prove([at(0, 'A'), at(45, 'X')])).toMatchObject({
      state: 'open',
      timeLeft: 15 * MINUTE,
      brokenBy: { kind: 'data-end' },
      rules: ['F1', 'F2', 'F9'],
    });
  });
  it('F6 names the exclusion', async () => {
    const proof = await prove([at(0, 'A'), at(5, 'X'), at(10, 'B')], {
      ...question,
      exclusions: [{ events: ['X'], where: everything, from: 0, to: 1 }],
    });
    expect(proof).toMatchObject({ state: 'excluded', brokenBy: { kind: 'exclusion', event: 1 } });
  });
  it('F1 names the foreign event of a strict funnel', async () => {
    expect(
      await prove([at(0, 'A'), at(5, 'X'), at(10, 'B')], { ...question, order: 'strict' }),
    ).toMatchObject({ brokenBy: { kind: 'foreign-event', event: 1 } });
  });
  it('says who never entered', async () => {
    expect(await prove([at(0, 'B')])).toMatchObject({ depth: -1, state: 'not-entered', attempts: 0 });
  });
});
