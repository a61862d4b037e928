import { describe, expect, it } from 'vitest';
import { questionByHand, ruleOf } from '../../../../src/features/churn/edit-rule.ts';
import { canAskChurn } from '../../../../src/features/churn/enough.ts';
import { countOf } from '../../../../src/features/churn/picks.ts';
import { riskLine } from '../../../../src/features/churn/risk.ts';
import {
  curvesTable,
  groupsTable,
  periodsTable,
  reasonsTable,
} from '../../../../src/features/churn/tables.ts';
import {
  fewGaps,
  goneText,
  hereText,
  looksQuiet,
  medianInterval,
  medianText,
  optionsSet,
  peopleText,
  pickName,
  pickTitle,
  ruleText,
  spanText,
  standing,
  startsGone,
  tickText,
  timeText,
  wholeText,
} from '../../../../src/features/churn/words.ts';
import { wilson } from '../../../../src/engine/statistics/wilson.ts';
import { createFormat } from '../../../../src/i18n/format.ts';
import type { ChurnQuestion } from '../../../../src/questions/churn.ts';
import { everything } from '../../../../src/questions/filter.ts';
import { answer, long, question, silence, split } from '../../../browser/features/churn/fake.ts';

const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' });
const kindOf = () => 'text' as const;
const whole = await answer(question);
const byPlan = await answer(split);

describe('marks of churn', () => {
  it('count whom they open: 10 customers, 3 gone, 2 of them for the price, 1 at risk', () => {
    const count = (pick: Parameters<typeof countOf>[1]) => countOf(whole, pick);
    expect(count({ of: 'curve', state: 'all', group: null })).toBe(10);
    expect(count({ of: 'curve', state: 'churned', group: null })).toBe(3);
    expect(count({ of: 'curve', state: 'staying', group: null })).toBe(7);
    expect(count({ of: 'reason', value: 'price' })).toBe(2);
    expect(count({ of: 'reason', value: null })).toBe(1);
    expect(count({ of: 'at-risk' })).toBe(1);
    // c2 went on 10 February, of 8 who were there at its beginning.
    expect(count({ of: 'period', period: '2026-02-01', change: 'at-start' })).toBe(8);
    expect(count({ of: 'period', period: '2026-02-01', change: 'rate' })).toBe(1);
    expect(count({ of: 'period', period: '1999-01-01', change: 'churned' })).toBe(0);
    expect(count({ of: 'curve', state: 'all', group: { kind: 'value', value: 'gone' } })).toBe(0);
  });
});

describe('words of churn', () => {
  it('S1 name a proposed silence by its limit, and how it was found in the rules', async () => {
    const { silence: measured } = await answer(silence);
    const { gaps } = measured!.proposed!;
    expect(ruleText(silence.rule, measured, kindOf, format)).toBe(
      `silence over ${measured!.ms / 86_400_000} days`,
    );
    expect(hereText(silence, measured, kindOf, format).S1).toMatch(
      new RegExp(`^Gone means silent for longer than .* of ${gaps.n} gaps .*, 90% were no longer`),
    );
    expect(ruleText(silence.rule, null, kindOf, format)).toBe('silence for longer than most return gaps');
  });

  it('S6 doubt the events where nearly all whose rhythm is known are at risk', () => {
    expect(looksQuiet(question.rule, wilson(53, 54))).toBe(true);
    // Of few all may be at risk by chance.
    expect(looksQuiet(question.rule, wilson(5, 5))).toBe(false);
    expect(looksQuiet(question.rule, wilson(40, 54))).toBe(false);
    // Who has gone by silence was silent before.
    expect(looksQuiet(silence.rule, wilson(53, 54))).toBe(false);
    expect(looksQuiet(question.rule, null)).toBe(false);
  });

  it('call nobody a customer who only had some event, and say of whom a share is', () => {
    const rows: ChurnQuestion = {
      ...question,
      rule: { by: 'people', tenure: 'tenure', unit: 'month', churned: everything },
    };
    const anything: ChurnQuestion = { ...question, start: { events: [], where: everything } };
    expect([question, rows].map((each) => peopleText(each, kindOf, format))).toEqual(['people', 'customers']);
    expect([question, anything, rows].map((each) => goneText(each, '10'))).toEqual([
      'Gone at least once, of 10 with Subscribed',
      'Gone at least once, of 10 people',
      'Gone, of 10 customers',
    ]);
  });

  it('say of a section without groups that it is of everyone, where the question is split', () => {
    expect(wholeText('of 3 gone', question)).toBe('of 3 gone');
    expect(wholeText('of 3 gone', split)).toBe('of 3 gone; of everyone, not by plan');
  });

  it('S1 read a fixed silence, an event and a property', () => {
    const text = (rule: typeof question.rule) => ruleText(rule, null, kindOf, format);
    expect(text({ by: 'silence', after: { n: 6, unit: 'week' }, share: 0.9 })).toBe('silence over 6 weeks');
    expect(text(question.rule)).toBe('Cancelled');
    expect(
      text({
        by: 'people',
        tenure: 'tenure',
        unit: 'month',
        churned: { kind: 'is', property: { scope: 'person', name: 'Churn' }, op: 'equals', value: 'Yes' },
      }),
    ).toBe('Churn is Yes after tenure in months');
  });

  it('S1 X1 say that a silence is proposed from too few gaps', async () => {
    const { silence: measured } = await answer(silence);
    const { share, gaps } = measured!.proposed!;
    const of = (n: number) => ({ ...measured!, proposed: { share, gaps: { ...gaps, n } } });
    expect(fewGaps(of(30), format)).toBeNull();
    expect(fewGaps(of(29), format)).toMatch(/^29 gaps are too few .* it takes 30 or more\./);
    expect(fewGaps(of(1), format)).toMatch(/^One gap does not say/);
    expect(hereText(silence, of(1), kindOf, format).S1).toMatch(
      /, the only gap between a person’s active days\./,
    );
    expect(fewGaps({ ms: measured!.ms, proposed: null }, format)).toBeNull();
  });

  it('S1 tell a start that is also what counts as gone', () => {
    const named = (...events: string[]) => ({ events, where: everything });
    const text = (start: readonly string[], gone: readonly string[]) =>
      startsGone({ ...question, rule: { by: 'event', event: named(...gone) }, start: named(...start) });
    expect(text(['Order'], ['Order', 'Cancelled'])).toBe('Order');
    expect(text(['Order', 'Signed up'], ['Order'])).toBeNull();
    // Any other event begins; where any event is gone, none does.
    expect(text([], ['Order'])).toBeNull();
    expect(text(['Order'], [])).toBe('Order');
    expect(startsGone(silence)).toBeNull();
    // Others of the same name may begin where only some end a stay.
    const small = {
      kind: 'is',
      property: { scope: 'event', name: 'amount' },
      op: 'less',
      value: 10,
    } as const;
    const gone = { events: ['Order'], where: small };
    expect(startsGone({ ...question, rule: { by: 'event', event: gone }, start: named('Order') })).toBeNull();
  });

  it('S4 say where a median is not reached, and its upper end', () => {
    const none = { time: null, low: null, high: null };
    expect([medianText(none, 'month', format), medianInterval(none, 'month', format)]).toEqual([
      'not reached',
      '',
    ]);
    expect(medianInterval({ time: 35, low: 32, high: null }, 'month', format)).toBe('32 months or later');
    expect(medianInterval({ time: 35, low: 32, high: 38.04 }, 'month', format)).toBe('32 to 38 months');
    expect(spanText(86_400_000, 2 * 86_400_000, 'ms', format)).toBe('1\u00A0d to 2\u00A0d');
    expect(timeText(1, 'year', format)).toBe('1 year');
    expect([0, 1.4 * 86_400_000].map((ms) => timeText(ms, 'ms', format))).toEqual(['0\u00A0d', '1.4\u00A0d']);
    expect([tickText(0, 'ms', format), tickText(0, 'month', format)]).toEqual(['0', '0']);
  });

  it('S4 tell those gone at least once from those gone for good, and a median that is the limit', async () => {
    const after: ChurnQuestion = {
      ...silence,
      rule: { by: 'silence', after: { n: 20, unit: 'day' }, share: 0.9 },
    };
    const twenty = await answer(after);
    // All but c4 fell silent for 20 days: c0 to c3 for good, c5 to c9 came back on day 90. Six of the first stays end with day 20.
    expect(twenty.total.events).toBe(9);
    expect(standing(twenty)).toEqual({ there: 6, back: 5, period: '2026-04-01' });
    expect(medianText(twenty.total.median, 'ms', format)).toBe('20\u00A0d');
    expect(medianInterval(twenty.total.median, 'ms', format, twenty.silence)).toMatch(/^at the limit itself/);
    const median = { time: 20 * 86_400_000, low: 20 * 86_400_000, high: 20 * 86_400_000 };
    expect(medianInterval(median, 'ms', format, twenty.silence)).toBe('at the limit itself');
    expect(medianInterval(median, 'ms', format)).toBe('20\u00A0d to 20\u00A0d');
    expect(standing({ ...whole, periods: [] })).toBeNull();
    const pick = { of: 'curve', state: 'churned', group: null } as const;
    expect(pickTitle(pick, 9, after, format)).toBe('9 people gone at least once');
    const file = {
      ...after,
      rule: { by: 'people', tenure: 't', unit: 'month', churned: everything },
    } as const;
    expect(pickTitle(pick, 9, file, format)).toBe('9 people gone');
  });

  it('name lists by what they hold', () => {
    const title = (pick: Parameters<typeof pickTitle>[0]) => pickTitle(pick, 2, question, format);
    expect(title({ of: 'period', period: '2026-02-01', change: 'churned' })).toBe(
      '2 people gone in Feb 2026',
    );
    expect(title({ of: 'reason', value: null })).toBe('2 people gone: no reason given');
    expect(title({ of: 'reason', value: null, kind: 'other' })).toBe('2 people gone: all other reasons');
    expect(title({ of: 'at-risk' })).toBe('2 people at risk now');
    // S4: an event precedes a censoring of the same time, so who goes at a time is at risk then, and in both lists.
    const by = { time: 5 * 86_400_000, unit: 'ms' } as const;
    expect(title({ of: 'curve', state: 'churned', group: null, by })).toBe('2 people gone by 5\u00A0d');
    expect(title({ of: 'curve', state: 'staying', group: null, by })).toBe(
      '2 people followed for at least 5\u00A0d',
    );
    const named = pickName({ of: 'curve', state: 'staying', group: null, by }, question.rule, format);
    expect(named).toBe('Followed for at least 5\u00A0d');
  });

  it('S6 tell the silence of somebody at risk beside what is usual', () => {
    const row = { measures: [30, 2.25, 13.3] } as unknown as Parameters<typeof riskLine>[0];
    const names = ['silence-days', 'usual-days', 'silence-ratio'];
    expect(riskLine(row, names, format)).toBe('30 days, usually 2.3 days');
    expect(riskLine(row, [], format)).toBe('');
  });

  it('count the options that the sentence does not say', () => {
    expect(optionsSet(question)).toBe(0);
    expect(optionsSet({ ...question, atRisk: { share: 0.8, gaps: 3 }, compare: { with: 'previous' } })).toBe(
      2,
    );
  });
});

describe('tables of churn', () => {
  it('hold everyone and the groups, an unreached median empty', () => {
    const [head, all, basic] = groupsTable(byPlan);
    expect(head).toContain('median, days');
    expect(all?.slice(0, 4)).toEqual(['All', 10, 3, 0.3]);
    expect(all?.[6]).toBeNull();
    // c0 and c2 of five.
    expect(basic?.slice(0, 4)).toEqual(['basic', 5, 2, 0.4]);
  });

  it('S4 hold every step of every curve in days: 9/10, 8/10, 7/10', () => {
    const all = curvesTable(whole).slice(1);
    expect(all.map((row) => row.slice(0, 2))).toEqual([
      ['All', 0],
      ['All', 10],
      ['All', 20],
      ['All', 40],
    ]);
    expect(all.map((row) => Number(row[2]).toFixed(6))).toEqual([
      '1.000000',
      '0.900000',
      '0.800000',
      '0.700000',
    ]);
    expect(all.map((row) => row[5])).toEqual([10, 10, 9, 8]);
  });

  it('S5 balance every period', () => {
    for (const [, start, began, back, gone, end] of periodsTable(whole).slice(1))
      expect(Number(end)).toBe(Number(start) + Number(began) + Number(back) - Number(gone));
    expect(periodsTable(whole).at(-1)?.slice(-2)).toEqual([0, 1]);
  });

  it('S2 leave the rate of a period empty that was over before anybody could be gone', async () => {
    const rows = periodsTable(await answer(long)).slice(1, 4);
    expect(rows.map((row) => [row[0], ...row.slice(6)])).toEqual([
      ['2026-01-01', NaN, null, null, 1, 0],
      ['2026-02-01', NaN, null, null, 1, 0],
      ['2026-03-01', expect.any(Number), expect.any(Number), expect.any(Number), 1, 1],
    ]);
  });

  it('hold the reasons, a missing one named', () => {
    expect(reasonsTable(whole).map((row) => row.slice(0, 3))).toEqual([
      ['reason', 'gone', 'of'],
      ['price', 2, 3],
      ['no reason given', 1, 3],
    ]);
  });
});

describe('a rule of another kind', () => {
  const people = [
    { name: 'id', kind: 'text' },
    { name: 'months', kind: 'number' },
  ] as const;

  it('S1 is made of what the data offer', () => {
    const events = [{ name: 'visit' }, { name: 'bye' }];
    expect(ruleOf('event', { events, people })).toMatchObject({ event: { events: ['bye'] } });
    expect(ruleOf('silence', { events, people })).toEqual({ by: 'silence', after: null, share: 0.9 });
    expect(ruleOf('people', { events, people })).toMatchObject({ tenure: 'months', unit: 'month' });
    expect(ruleOf('event', { events: [], people })).toBeNull();
    expect(ruleOf('silence', { events: [], people })).toBeNull();
    expect(questionByHand({ events: [], people: people.slice(0, 1) })).toBeNull();
    expect(questionByHand({ events: [], people })?.rule.by).toBe('people');
    expect(questionByHand({ events, people })?.rule.by).toBe('silence');
  });

  it('asks of people without events too', () => {
    expect(canAskChurn({ eventCount: 0, personProperties: people })).toBe(true);
    expect(canAskChurn({ eventCount: 0, personProperties: [] })).toBe(false);
  });
});
