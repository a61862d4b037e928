import { describe, expect, it } from 'vitest';
import { defaultChurn } from './churn-question.ts';
import { defaultFunnel, stepOf } from '../../../src/questions/defaults.ts';
import {
  datesOf,
  emptyDashboard,
  inScope,
  ownScope,
  periodIn,
  readDashboard,
  sameScope,
  type CrossFilter,
} from '../../../src/questions/dashboard.ts';
import { everything, type Filter } from '../../../src/questions/filter.ts';
import { defaultLifecycle } from '../../../src/questions/lifecycle.ts';
import type { Question } from '../../../src/questions/question.ts';
import { defaultRetention } from '../../../src/questions/retention.ts';
import { defaultVelocity } from '../../../src/questions/velocity-form.ts';
import { validateQuestion } from '../../../src/questions/validate.ts';

const order = { events: ['Order'], where: everything };
const finnish: Filter = {
  kind: 'is',
  property: { scope: 'person', name: 'country' },
  op: 'equals',
  value: 'FI',
};
const paid: Filter = { kind: 'is', property: { scope: 'person', name: 'plan' }, op: 'equals', value: 'pro' };
const counts: Question = { kind: 'counts', version: 1, stages: [{ label: 'Visit', count: 3 }] };
const funnel = defaultFunnel([stepOf('Visit'), stepOf('Order')]);
const march = { from: '2026-03-01', to: '2026-03-31' };

const device = { scope: 'event', name: 'device' } as const;
const country = { scope: 'person', name: 'country' } as const;
const onDevice: CrossFilter = { tile: 'a', by: 'value', property: device, value: 'phone' };
const inMarch: CrossFilter = { tile: 'a', by: 'period', ...march };

describe('a dashboard as it is kept', () => {
  const tile = { id: 'a', of: { by: 'insight', insight: 'i' }, x: 0, y: 0, w: 6, h: 5 };

  it('is read back as it was written, with what is missing filled', () => {
    expect(readDashboard({ tiles: [] })).toEqual({ ok: true, value: emptyDashboard });
    const kept = {
      version: 1,
      tiles: [tile, { ...tile, id: 'b', of: { by: 'question', name: 'Mine', question: funnel } }],
      scope: { range: march, people: finnish },
    };
    expect(readDashboard(JSON.parse(JSON.stringify(kept)))).toEqual({ ok: true, value: kept });
  });

  it.each([
    ['no tiles at all', {}],
    ['two tiles of one id', { tiles: [tile, tile] }],
    ['a tile outside the columns', { tiles: [{ ...tile, x: 12 }] }],
    ['a tile without a source', { tiles: [{ ...tile, of: {} }] }],
    ['dates that run backwards', { tiles: [], scope: { range: { from: '2026-02-02', to: '2026-02-01' } } }],
    ['nothing', null],
  ])('is refused with %s', (_, value) => {
    expect(readDashboard(value)).toMatchObject({ ok: false, error: { code: 'question-invalid' } });
  });

  it('compares what is asked, not how it is written', () => {
    const nothing: Filter = { kind: 'all', of: [{ kind: 'all', of: [] }] };
    expect(sameScope(ownScope, { range: null, people: nothing })).toBe(true);
    expect(sameScope(ownScope, { range: { from: null, to: null }, people: everything })).toBe(false);
    expect(sameScope(ownScope, { range: null, people: finnish })).toBe(false);
  });
});

describe('a question inside a dashboard', () => {
  it('stays as it is where the dashboard says nothing', () => {
    for (const question of [funnel, counts, defaultRetention(order)])
      expect(inScope(question, ownScope, null)).toEqual({ question, untaken: [] });
  });

  it('takes the dates in place of its own, keeping what they mean, and the people beside its own', () => {
    const asked: Question = { ...funnel, people: paid, range: { from: null, to: null, by: 'events' } };
    expect(inScope(asked, { range: march, people: finnish }, null)).toEqual({
      question: {
        ...funnel,
        people: { kind: 'all', of: [paid, finnish] },
        range: { ...march, by: 'events' },
      },
      untaken: [],
    });
  });

  it('joins the people on the other side of a comparison too', () => {
    const compare = { with: 'other', people: paid, range: funnel.range } as const;
    const { question } = inScope({ ...funnel, compare }, { range: null, people: finnish }, null);
    expect(question).toMatchObject({
      people: finnish,
      compare: { people: { kind: 'all', of: [paid, finnish] }, range: funnel.range },
    });
    expect(
      inScope({ ...funnel, compare: { with: 'previous' } }, { range: null, people: finnish }, null).question,
    ).toMatchObject({
      compare: { with: 'previous' },
    });
  });

  it('F13 takes a comparison over the question’s own dates along to other ones', () => {
    const own = { from: null, to: null, by: 'entry' } as const;
    const compare = { with: 'other', people: paid, range: own } as const;
    expect(inScope({ ...funnel, range: own, compare }, { range: march, people: everything }, null)).toEqual({
      question: {
        ...funnel,
        range: { ...march, by: 'entry' },
        compare: { with: 'other', people: paid, range: { ...march, by: 'entry' } },
      },
      untaken: [],
    });
    // The same where a mark of another tile chooses the dates.
    expect(inScope({ ...funnel, range: own, compare }, ownScope, inMarch).question).toMatchObject({
      compare: { range: march },
    });
    const previous = { ...defaultLifecycle(order), compare: { with: 'previous' } } as const;
    expect(inScope(previous, { range: march, people: everything }, null)).toMatchObject({
      question: { range: march, compare: { with: 'previous' } },
      untaken: [],
    });
  });

  it('F13 drops a comparison with dates of its own where its dates are replaced, and says so', () => {
    const january = { from: '2026-01-01', to: '2026-01-31', by: 'entry' } as const;
    const compare = { with: 'other', people: everything, range: january } as const;
    const scope = { range: march, people: everything };
    expect(inScope({ ...funnel, compare }, scope, null)).toEqual({
      question: { ...funnel, range: { ...march, by: 'entry' } },
      untaken: ['compare'],
    });
    expect(inScope({ ...funnel, compare }, ownScope, null).question).toMatchObject({ compare });
    const speed = defaultVelocity(order, order, null, country);
    const { from, to } = january;
    expect(inScope({ ...speed, compare: { from, to } }, scope, null)).toMatchObject({
      question: { range: march, compare: null },
      untaken: ['compare'],
    });
    expect(inScope({ ...speed, compare: 'previous' }, scope, null)).toMatchObject({
      question: { compare: 'previous' },
      untaken: [],
    });
  });

  it('names what it can’t take', () => {
    const scope = { range: march, people: finnish };
    expect(inScope(counts, scope, onDevice)).toEqual({
      question: counts,
      untaken: ['range', 'people', 'value'],
    });
    const tenures = {
      ...defaultChurn,
      rule: { by: 'people', tenure: 'tenure', unit: 'month', churned: paid },
    } as const;
    expect(inScope(tenures, scope, null)).toEqual({
      question: { ...tenures, people: finnish },
      untaken: ['range'],
    });
    // Who began in the dates is watched to the end of the data.
    expect(inScope(defaultChurn, scope, null)).toEqual({
      question: { ...defaultChurn, people: finnish, range: { ...march, by: defaultChurn.range.by } },
      untaken: [],
    });
    // Churn has no filter of events.
    expect(inScope(defaultChurn, ownScope, onDevice)).toEqual({ question: defaultChurn, untaken: ['value'] });
  });

  it('is narrowed to a value of an event or a person, a missing one too, and to a period inside the dates', () => {
    expect(inScope(funnel, ownScope, onDevice).question).toMatchObject({
      events: { kind: 'is', property: device, op: 'equals', value: 'phone' },
      people: everything,
    });
    const unknown: CrossFilter = { tile: 'a', by: 'value', property: country, value: null };
    expect(inScope(defaultChurn, { range: null, people: paid }, unknown).question).toMatchObject({
      people: { kind: 'all', of: [paid, { kind: 'is', property: country, op: 'unset' }] },
    });
    expect(inScope(funnel, ownScope, inMarch).question).toMatchObject({ range: { ...march, by: 'entry' } });
    const fromTenth = { range: { from: '2026-03-10', to: null }, people: everything };
    expect(inScope(funnel, fromTenth, inMarch).question).toMatchObject({
      range: { from: '2026-03-10', to: '2026-03-31' },
    });
  });

  it('is asked of a whole period that lies outside of the dates', () => {
    const april = { range: { from: '2026-04-01', to: null }, people: everything };
    expect(inScope(funnel, april, inMarch).question).toMatchObject({ range: { ...march, by: 'entry' } });
  });

  it('is a valid question, whatever was joined', () => {
    for (const question of [funnel, defaultRetention(order), defaultLifecycle(order), defaultChurn])
      for (const cross of [onDevice, inMarch, null]) {
        const asked = inScope(question, { range: march, people: finnish }, cross);
        expect(validateQuestion(asked.question)).toEqual({ ok: true, value: asked.question });
      }
  });
});

describe('the dates of a period', () => {
  it.each([
    ['2026-03-01', 'whole'],
    ['2026-02-01', 'outside'],
    ['2026-04-01', 'outside'],
    ['', 'outside'],
  ])('tell how much of the month %s lies in March: %s', (label, lies) => {
    expect(periodIn(label, { unit: 'month', n: 1 }, march)).toBe(lies);
  });

  it('tell periods that are cut from those that an open end holds', () => {
    const month = { unit: 'month', n: 1 } as const;
    const fromTenth = { from: '2026-03-10', to: null };
    expect(periodIn('2026-03-01', month, fromTenth)).toBe('part');
    expect(periodIn('2026-04-01', month, fromTenth)).toBe('whole');
    expect(periodIn('2026-03-30', { unit: 'week', n: 1 }, march)).toBe('part');
  });

  it.each([
    ['2026-02-01', 'month', 1, '2026-02-01', '2026-02-28'],
    ['2026-01-01', 'quarter', 2, '2026-01-01', '2026-06-30'],
    ['2025-12-29', 'week', 1, '2025-12-29', '2026-01-04'],
    ['2026-03-29T14', 'hour', 1, '2026-03-29', '2026-03-29'],
    ['2026-03-29', 'day', 3, '2026-03-29', '2026-03-31'],
  ] as const)('%s, by %s × %i, runs from %s to %s', (label, unit, n, from, to) => {
    // Read off a calendar.
    expect(datesOf(label, { unit, n })).toEqual({ from, to });
  });

  it('is none for what is no date', () => {
    expect(datesOf('other', { unit: 'month', n: 1 })).toBeNull();
  });
});
