import { describe, expect, it } from 'vitest';
import { createFormat, MISSING } from '../../../../src/i18n/format.ts';
import { figures } from '../../../../src/features/overview/tiles/figures.ts';
import { drawn, tileKinds } from '../../../../src/features/overview/tiles/index.ts';
import { markText, peopleOf } from '../../../../src/features/overview/tiles/people.ts';
import { funnelPicks } from '../../../../src/state/funnel-address.ts';
import { lifecyclePicks } from '../../../../src/state/lifecycle-address.ts';
import { revenuePicks } from '../../../../src/state/revenue-address.ts';
import { velocityPicks } from '../../../../src/state/velocity.ts';
import type { FunnelQuestion } from '../../../../src/questions/funnel.ts';
import { resolveTile } from '../../../../src/features/overview/resolve.ts';
import {
  crossText,
  returnText,
  scopePeopleText,
  scopeRangeText,
} from '../../../../src/features/overview/words.ts';
import { forms } from '../../../../src/questions/forms.ts';
import { defaultFunnel, stepOf } from '../../../../src/questions/defaults.ts';
import { everything } from '../../../../src/questions/filter.ts';
import { defaultLifecycle, type LifecycleAnswer } from '../../../../src/questions/lifecycle.ts';
import { defaultRetention, type RetentionAnswer } from '../../../../src/questions/retention.ts';
import type { ChurnAnswer } from '../../../../src/questions/churn.ts';
import type { CountsAnswer } from '../../../../src/questions/counts.ts';
import type { RevenueAnswer, RevenueQuestion } from '../../../../src/questions/revenue.ts';
import type { StagesAnswer, StagesQuestion } from '../../../../src/questions/stages.ts';
import { defaultStickiness, type StickinessAnswer } from '../../../../src/questions/stickiness.ts';
import type { VelocityAnswer, VelocityQuestion } from '../../../../src/questions/velocity.ts';
import { defaultChurn } from '../../questions/churn-question.ts';

const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' });
const won = { events: ['Paid'], where: everything };
const order = { events: ['Order'], where: everything };
const rate = (k: number, n: number) => ({ k, n, rate: k / n, low: 0.1, high: 0.3 });
/** What a figure doesn't read of an answer is left out. */
const part = (answer: object): never => answer as never;

describe('tiles', () => {
  it('know every kind of question', () => {
    expect(Object.keys(tileKinds).toSorted()).toEqual(Object.keys(forms).toSorted());
  });

  it('F13 ask for a comparison only where they draw it', () => {
    const compare = { with: 'previous' } as const;
    const funnel = { ...defaultFunnel([stepOf('Visit')]), compare };
    const split = { properties: [{ scope: 'event', name: 'device' }], attribution: 'first', top: 8 } as const;
    expect(drawn(funnel)).toEqual(funnel);
    expect(drawn({ ...funnel, breakdown: split })).toMatchObject({ compare: null });
    const cycle = { ...defaultLifecycle(order), compare };
    expect(drawn(cycle)).toEqual({ ...cycle, compare: null });
  });
});

describe('the figure of a tile', () => {
  it('X1 is a share with its interval and base, for funnels and counts', () => {
    const funnel = defaultFunnel([stepOf('Visit'), stepOf('Order')]);
    const total = { rate: rate(20, 100), entered: 120 };
    expect(figures.funnel(funnel, part({ total }), format)).toEqual({
      text: '20.0%',
      label: 'reach Order',
      detail: '10.0–\u206030.0%, n 100',
    });
    const stages = [{ label: 'Sent' }, { label: 'Read', ofEntrants: rate(1, 5) }];
    const counts: CountsAnswer = part({ stages });
    expect(figures.counts({ kind: 'counts', version: 1, stages: [] }, counts, format)?.label).toBe(
      'reach Read',
    );
    const open = { rate: rate(0, 0), entered: 7 };
    expect(figures.funnel(funnel, part({ total: open }), format)).toMatchObject({
      text: '–',
      detail: '7 entered, and all may still',
    });
    expect(figures.funnel(funnel, part({ total: { rate: rate(0, 0), entered: 0 } }), format)).toBeNull();
  });

  it('calls it no return to go on to the same event under another condition', () => {
    const [small, large] = ['S', 'L'].map((value) => ({
      events: ['Order'],
      where: { kind: 'is', property: { scope: 'event', name: 'size' }, op: 'equals', value } as const,
    }));
    const answer: RetentionAnswer = part({ columns: [0, 1].map((at) => ({ from: at, to: at })) });
    expect(returnText(defaultRetention(small!), answer, 'returned')).toMatch(/^returned in /);
    expect(returnText(defaultRetention(small!, large), answer, 'returned')).toMatch(
      /^Order where size is L in /,
    );
  });

  it('R4 is the mean return of the first period after the start, and says when none is complete', () => {
    const columns = [0, 1].map((at) => ({ from: at, to: at }));
    const means = (cohorts: number) => [{}, { pooled: rate(40, 100), simple: 0.375, cohorts }];
    const answer = (cohorts: number): RetentionAnswer =>
      part({ columns, total: { entries: 100, means: means(cohorts) } });
    const question = defaultRetention(order);
    expect(figures.retention(question, answer(2), format)).toMatchObject({
      text: '40.0%',
      label: 'returned in month 1',
    });
    expect(figures.retention({ ...question, mean: 'simple' }, answer(2), format)?.text).toBe('37.5%');
    expect(figures.retention(question, answer(0), format)).toMatchObject({
      text: '–',
      detail: 'no cohort is old enough yet',
    });
  });

  it('is the value per person where the cells of cohorts show it, as their curves do', () => {
    const columns = [0, 1].map((at) => ({ from: at, to: at }));
    const answer: RetentionAnswer = part({
      columns,
      total: {
        entries: 100,
        rows: [{ size: 100 }],
        means: [
          { pooled: rate(100, 100), cohorts: 1, revenue: 20, cumulative: 20 },
          { pooled: rate(40, 100), cohorts: 1, revenue: 33.5, cumulative: 53.5 },
        ],
      },
    });
    const question = { ...defaultRetention(order), value: 'price' };
    expect(figures.retention({ ...question, cells: 'cumulative' }, answer, format)).toEqual({
      text: '€53.50',
      label: 'price per person to the end of month 1',
      detail: 'all in complete cohorts, n 100',
    });
    expect(figures.retention({ ...question, cells: 'revenue' }, answer, format)).toMatchObject({
      text: '€33.50',
      label: 'price in month 1, per person',
    });
  });

  it('is that of the newest period that is over, for what is counted by period', () => {
    const periods = [
      { period: '2026-01-01', active: 40, quickRatio: 2, complete: true },
      { period: '2026-02-01', active: 3, quickRatio: 0.1, complete: false },
    ];
    const lifecycle: LifecycleAnswer = part({ periods });
    expect(figures.lifecycle(defaultLifecycle(order), lifecycle, format)).toEqual({
      text: '40',
      label: 'active in Jan 2026',
      detail: 'quick ratio 2.00',
    });
    const weeks = [{ period: '2026-01-05', parts: 7, active: 9, mean: 1.5, complete: true }];
    const sticky: StickinessAnswer = part({ periods: weeks });
    expect(figures.stickiness(defaultStickiness(order), sticky, format)).toMatchObject({
      text: '1.50',
      label: 'active days of 7 on average, 5 Jan 2026',
      detail: '9 active',
    });
    const churned = [{ period: '2026-01-01', rate: rate(2, 8), complete: true }];
    const churn: ChurnAnswer = part({ periods: churned, total: { rate: rate(5, 10) } });
    expect(figures.churn(defaultChurn, churn, format)).toMatchObject({
      text: '25.0%',
      label: 'left in Jan 2026',
    });
    // The rule by tenure knows no periods.
    // S5: the data end before anybody could be gone.
    const early = [{ period: '2026-01-01', rate: rate(0, 0), knowable: false, complete: true }];
    expect(figures.churn(defaultChurn, part({ ...churn, periods: early }), format)?.text).toBe(MISSING);
    expect(figures.churn(defaultChurn, { ...churn, periods: [] }, format)).toMatchObject({
      text: '50.0%',
      label: 'left so far',
    });
  });

  it('M1 is money in the currency of the data', () => {
    const months = [{ period: '2026-01-01', end: 1200, netChurn: -0.02, complete: true }];
    const revenue: RevenueAnswer = part({ currencies: [{ currency: 'USD', periods: months }] });
    const asked: RevenueQuestion = part({ period: 'month' });
    expect(figures.revenue(asked, revenue, format)).toEqual({
      text: 'US$1,200',
      label: 'recurring a month, end of Jan 2026',
      detail: 'net churn -2.0%',
    });
    const current = { open: 9, rate: rate(1, 4), value: 100, cycle: 2, perDay: 112.5 };
    const velocity: VelocityAnswer = part({ current, change: null, currency: null });
    const quarter = format.calendarRange('2026-01-01', '2026-03-31');
    const speed: VelocityQuestion = part({
      won,
      lost: { events: ['Lost'], where: everything },
      compare: 'previous',
      range: { from: '2026-01-01', to: '2026-03-31' },
    });
    expect(figures.velocity(speed, velocity, format)).toMatchObject({
      text: '€113',
      detail: `${quarter}: 9 open, 25.0% to Paid, 2\u00A0d on average`,
    });
    const change = { open: 0, rate: 0, value: 0, cycle: 0, total: -12.5 };
    expect(figures.velocity(speed, { ...velocity, change }, format)?.detail).toBe(
      `${quarter}: −€12.50 against the time before`,
    );
    const autumn = { ...speed, compare: { from: '2025-09-01', to: '2025-11-30' } };
    expect(figures.velocity(autumn, { ...velocity, change }, format)?.detail).toMatch(
      /: −€12.50 against .*Sept.*2025/,
    );
  });

  it('V1 leads with the value of a win where nothing loses a lead', () => {
    const current = { open: 9, rate: rate(4, 4), value: 100, cycle: 2, perDay: NaN };
    const answer: VelocityAnswer = part({ current, change: null, currency: null });
    const question: VelocityQuestion = part({ won, lost: null, range: { from: null, to: null } });
    expect(figures.velocity(question, answer, format)).toEqual({
      text: '€100',
      label: 'mean value of Paid',
      detail: 'over all the data: 9 open, 2\u00A0d on average',
    });
  });

  it('is the share that left of those who began in the dates asked about, whatever their periods', () => {
    const periods = [{ period: '2026-01-01', rate: rate(2, 8), complete: true }];
    const churn: ChurnAnswer = part({ periods, total: { rate: rate(5, 10) } });
    const asked = { ...defaultChurn, range: { from: '2026-01-01', to: null, by: 'start' } } as const;
    expect(figures.churn(asked, churn, format)).toMatchObject({
      text: '50.0%',
      label: 'left so far, of those who began in these dates',
    });
  });

  it('is the median of won leads for stages, and none without leads', () => {
    const answer: StagesAnswer = part({ leads: 4, cycle: { won: { n: 2, median: 86_400_000 } } });
    const question: StagesQuestion = part({ won });
    expect(figures.stages(question, answer, format)).toEqual({
      text: '1\u00A0d',
      label: 'median time to Paid',
      detail: 'n 2',
    });
    expect(figures.stages(question, { ...answer, leads: 0 }, format)).toBeNull();
  });
});

describe('the people of a mark', () => {
  const question: FunnelQuestion = { ...defaultFunnel([stepOf('Visit')]), trend: 'month' };
  const january = { by: 'period', from: '2026-01-01', to: '2026-01-31' } as const;
  const mobile = { by: 'value', property: { scope: 'event', name: 'device' }, value: 'mobile' } as const;

  /** The query as the page reads it: without what isn't said. */
  const shown = (...asked: Parameters<typeof peopleOf>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(peopleOf(...asked) ?? {}).flatMap(([key, value]) =>
        value === null ? [] : [[key, value]],
      ),
    );

  it('are those that the page of the question shows for it', () => {
    const funnel = { question, answer: part({}) };
    expect(funnelPicks.read(shown(january, funnel))).toEqual({
      step: 0,
      segment: 'entered',
      group: null,
      period: '2026-01-01',
    });
    expect(funnelPicks.read(shown(mobile, funnel))).toMatchObject({
      group: { kind: 'value', values: ['mobile'] },
    });
    const active = shown(january, {
      question: defaultLifecycle({ events: ['Order'], where: everything }),
      answer: part({}),
    });
    expect(lifecyclePicks.read(active)).toMatchObject({ period: '2026-01-01', state: 'active' });
  });

  it('are those of the very mark: of a state, a change, or a factor at a point of the trend', () => {
    const answer = part({ currencies: [{ currency: 'EUR' }] });
    const dormant = { ...january, part: 'dormant' };
    const lifecycle = { question: defaultLifecycle(order), answer };
    expect(lifecyclePicks.read(shown(dormant, lifecycle))).toMatchObject({ state: 'dormant' });
    expect(markText('lifecycle', { ...dormant, tile: 't' }, format)).toMatch(/^Dormant, /);
    const revenue = { question: part({ kind: 'revenue', period: 'month' }), answer } as never;
    const churned = revenuePicks.read(shown({ ...january, part: 'churned' }, revenue));
    expect(churned).toMatchObject({ period: '2026-01-01', change: 'churned', currency: 'EUR' });
    const velocity = { question: part({ kind: 'velocity' }), answer } as never;
    const range = { from: '2026-01-01', to: '2026-01-31' };
    expect(velocityPicks.read(shown({ ...january, part: 'value' }, velocity))).toMatchObject({
      of: 'valued',
      range,
    });
    // The win rate is over those closed; what an address makes up is of no mark.
    for (const each of ['rate', 'perDay', 'nonsense'])
      expect(velocityPicks.read(shown({ ...january, part: each }, velocity))).toMatchObject({
        of: 'closed',
        range,
      });
    expect(lifecyclePicks.read(shown({ ...january, part: 'nonsense' }, lifecycle))?.state).toBe('active');
  });

  it('are nowhere where a mark is of no period or group of the question', () => {
    const answer = part({});
    expect(peopleOf(january, { question: defaultChurn, answer })).toBeNull();
    const bare = { question: { ...question, trend: null }, answer: part({}) };
    expect(peopleOf(january, bare)).toBeNull();
  });
});

describe('what a tile shows', () => {
  const place = { id: 't', x: 0, y: 0, w: 6, h: 5 };
  const question = defaultFunnel([stepOf('Visit')]);
  const insight = { id: 'i', name: 'Mine', question, createdAt: 0, updatedAt: 0, rev: 1 };
  const follows = { ...place, of: { by: 'insight', insight: 'i' } } as const;

  it('follows a saved question, waits for it, and says when it is gone or can’t be read', () => {
    expect(resolveTile(follows, [insight])).toEqual({ name: 'Mine', insight: 'i', state: 'ready', question });
    expect(resolveTile(follows, null).state).toBe('waiting');
    expect(resolveTile(follows, []).state).toBe('gone');
    expect(resolveTile(follows, [{ ...insight, question: { kind: 'funnel' } }]).state).toBe('unreadable');
  });

  it('is a question of its own under the tile’s name', () => {
    const own = { ...place, of: { by: 'question', name: 'Own', question } } as const;
    expect(resolveTile(own, null)).toEqual({ name: 'Own', insight: null, state: 'ready', question });
  });
});

describe('what all tiles are asked about, in words', () => {
  const country = { scope: 'person', name: 'country' } as const;
  const finnish = { kind: 'is', property: country, op: 'equals', value: 'FI' } as const;

  it('tells each tile’s own dates from all dates', () => {
    const people = everything;
    expect(scopeRangeText({ range: null, people }, format)).toBe('each question’s own dates');
    expect(scopeRangeText({ range: { from: null, to: null }, people }, format)).toBe('all dates');
    expect(scopePeopleText({ range: null, people }, () => 'text', format)).toBe('all people');
    expect(scopePeopleText({ range: null, people: finnish }, () => 'text', format)).toContain('country');
  });

  it('names values, missing ones and periods', () => {
    const cross = { tile: 't', by: 'value', property: country, value: 'FI' } as const;
    expect(crossText(cross, format)).toBe('country is FI');
    expect(
      crossText({ ...cross, value: null, property: { scope: 'event', name: 'device' } }, format),
    ).toMatch(/^events with device/);
    expect(crossText({ tile: 't', by: 'period', from: '2026-01-05', to: '2026-01-05' }, format)).toBe(
      '5 Jan 2026',
    );
  });
});
