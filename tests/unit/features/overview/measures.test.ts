import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../../src/base/control.ts';
import { answer } from '../../../../src/engine/answer.ts';
import {
  measuresOf,
  newsOf,
  standing,
  tailOf,
  type Measure,
} from '../../../../src/features/overview/measures/measures.ts';
import { measureTable } from '../../../../src/features/overview/measures/tables.ts';
import { wilson } from '../../../../src/engine/statistics/wilson.ts';
import { createFormat } from '../../../../src/i18n/format.ts';
import { defaultChurn } from '../../../../src/questions/churn-form.ts';
import { defaultFunnel, stepOf } from '../../../../src/questions/defaults.ts';
import { everything } from '../../../../src/questions/filter.ts';
import { defaultRetention } from '../../../../src/questions/retention.ts';
import { defaultVelocity } from '../../../../src/questions/velocity-form.ts';
import { tableOf } from '../../../tools/vectors-table.ts';

const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' });
const named = (event: string) => ({ events: [event], where: everything });

// Two leads in January, of whom one wins 100 in 10 days; three in February, of whom two win 200 each in 5 days; one in April.
const table = tableOf(
  [
    ['a', 'New', '2024-01-01'],
    ['a', 'Won', '2024-01-11', 100],
    ['b', 'New', '2024-01-02'],
    ['c', 'New', '2024-02-01'],
    ['c', 'Won', '2024-02-06', 200],
    ['d', 'New', '2024-02-01'],
    ['d', 'Won', '2024-02-06', 200],
    ['e', 'New', '2024-02-02'],
    ['f', 'New', '2024-04-20'],
  ].map(([person, event, at, amount]) => ({
    person: String(person),
    event: String(event),
    at: String(at),
    ...(amount !== undefined && { props: { amount } }),
  })),
  [],
  { zone: 'UTC', weekStart: 1 },
);

const ask = async <Q extends Parameters<typeof answer>[1]>(question: Q) => ({
  question,
  answer: await answer(table, question, uncontrolled),
});
const funnel = { ...defaultFunnel([stepOf('New'), stepOf('Won')]), trend: 'month' as const };
const velocity = {
  ...defaultVelocity(named('New'), named('Won'), null, { scope: 'event', name: 'amount' }),
  trend: 'month' as const,
};
const byId = (measures: readonly Measure[], id: string) => measures.find((measure) => measure.id === id)!;

describe('key measures', () => {
  it('follows who enters and who converts, and stands at the last final period', async () => {
    const measures = measuresOf({ funnel: await ask(funnel) }, 'EUR', format);
    const leads = standing(byId(measures, 'leads'));
    // Nobody came in March, which is known; April is not over.
    expect([leads.before, leads.now].map((point) => [point?.period, point?.value])).toEqual([
      ['2024-02-01', 3],
      ['2024-03-01', 0],
    ]);
    const conversion = byId(measures, 'conversion');
    const { now, before } = standing(conversion);
    expect([before?.value, now?.value]).toEqual([1 / 2, 2 / 3]);
    expect(conversion.text(now!.value)).toBe('66.7%');
    expect(conversion.change(now!.value - before!.value)).toBe('+16.7 points');
    // With two steps the only hop is the conversion.
    expect(measures.map(({ id }) => id)).toEqual(['leads', 'conversion']);
  });

  it('passes steps by that may be skipped', async () => {
    const steps = [stepOf('New'), { ...stepOf('Call'), optional: true }, stepOf('Won')];
    const measures = measuresOf({ funnel: await ask({ ...funnel, steps }) }, 'EUR', format);
    // The hop from New to Won is the conversion.
    expect(measures.map(({ id }) => id)).toEqual(['leads', 'conversion']);
    const four = [...steps, stepOf('Paid')];
    const hops = measuresOf({ funnel: await ask({ ...funnel, steps: four }) }, 'EUR', format).slice(2);
    expect(hops.map(({ id, points }) => [id, points[0]?.value])).toEqual([
      ['hop-0', 1 / 2],
      ['hop-2', 0],
    ]);
  });

  it('knows how many entered as soon as their period is over', async () => {
    const january = tableOf(
      [
        { person: 'a', event: 'New', at: '2024-01-01' },
        { person: 'a', event: 'Won', at: '2024-03-01' },
      ],
      [],
      { zone: 'UTC', weekStart: 1 },
    );
    const answered = { question: funnel, answer: await answer(january, funnel, uncontrolled) };
    const leads = byId(measuresOf({ funnel: answered }, 'EUR', format), 'leads');
    expect(standing(leads).now).toMatchObject({ period: '2024-01-01', value: 1 });
  });

  it('F9 F12 tells a step of those whose outcome is known, in its points as in the whole', async () => {
    const events = [
      { person: 'a', event: 'New', at: '2024-01-01' },
      { person: 'a', event: 'Call', at: '2024-01-02' },
      { person: 'a', event: 'Won', at: '2024-01-03' },
      { person: 'b', event: 'New', at: '2024-01-01' },
      { person: 'b', event: 'Lost', at: '2024-01-05' },
      { person: 'd', event: 'New', at: '2024-01-01' },
      { person: 'd', event: 'Call', at: '2024-01-02' },
      { person: 'd', event: 'Lost', at: '2024-01-05' },
      // Still open: of neither.
      { person: 'c', event: 'New', at: '2024-01-02' },
      { person: 'c', event: 'Call', at: '2024-01-04' },
    ];
    const endless = {
      ...funnel,
      steps: [stepOf('New'), stepOf('Call'), stepOf('Won')],
      window: null,
      lost: named('Lost'),
    };
    const table = tableOf(events, [], { zone: 'UTC', weekStart: 1 });
    const answered = { question: endless, answer: await answer(table, endless, uncontrolled) };
    const hops = measuresOf({ funnel: answered }, 'EUR', format).filter(({ id }) => id.startsWith('hop'));
    expect(hops.map(({ whole, points }) => [whole, points[0]?.value])).toEqual([
      [2 / 3, 2 / 3],
      [1 / 2, 1 / 2],
    ]);
  });

  it('tells a pipeline without a limit of time over all the data', async () => {
    const endless = { ...funnel, window: null, lost: named('Lost') };
    const conversion = byId(measuresOf({ funnel: await ask(endless) }, 'EUR', format), 'conversion');
    expect([conversion.whole, conversion.endless]).toEqual([1, true]); // three won, nobody lost
    expect(standing(conversion).now).toBeNull();
  });

  it('stands at the last final period inside the dates asked about, with the whole of them', async () => {
    // From 2 January on: one of the two leads of January, all three of February; March isn't asked about.
    const range = { from: '2024-01-02', to: '2024-02-29' };
    const asked = await ask({ ...funnel, range: { ...range, by: 'entry' as const } });
    const churn = await ask(defaultChurn({ by: 'event', event: named('Won') }));
    const speed = await ask({ ...velocity, range });
    const measures = measuresOf({ funnel: asked, velocity: speed, churn }, 'EUR', format, range);
    const leads = byId(measures, 'leads');
    expect(leads.points.map(({ period, value, complete }) => [period, value, complete])).toEqual([
      ['2024-01-01', 1, false],
      ['2024-02-01', 3, true],
    ]);
    expect(standing(leads)).toMatchObject({ now: { value: 3 }, before: null });
    expect(leads).toMatchObject({ whole: 4, dates: range });
    expect(byId(measures, 'conversion').whole).toBe(2 / 4);
    // All of January's wins would be in its point, those of the first day too: only whole periods count.
    expect(byId(measures, 'value').points.map(({ period }) => period)).toEqual(['2024-02-01']);
    expect(byId(measures, 'value').whole).toBe((100 + 200 + 200) / 3);
    const gone = byId(measures, 'churn');
    expect(gone.points.map(({ period }) => period)).toEqual(['2024-02-01']);
    expect(gone.whole).toBeNaN();
  });

  it('V1 V3 follows time to win and value, but neither win rate nor velocity where nothing loses', async () => {
    const measures = measuresOf({ velocity: await ask(velocity) }, 'EUR', format);
    expect(measures.map(({ id }) => id)).toEqual(['cycle', 'value']);
    const value = byId(measures, 'value');
    const { now, before } = standing(value);
    // In January only quick wins can be: the data begin in it.
    expect(value.points.map(({ value, complete }) => [value, complete]).slice(0, 2)).toEqual([
      [100, false],
      [200, true],
    ]);
    expect([before, value.text(now!.value)]).toEqual([null, '€200']);
    expect([value.change(100), value.change(-100), value.change(0)]).toEqual(['+€100', '−€100', '€0.00']);
    expect(standing(byId(measures, 'cycle')).now?.value).toBe(5);
    expect(byId(measures, 'cycle').better).toBe('less');
    const lost = { ...velocity, lost: named('Lost') };
    expect(measuresOf({ velocity: await ask(lost) }, 'EUR', format).map(({ id }) => id)).toEqual([
      'rate',
      'cycle',
      'value',
      'perDay',
    ]);
  });

  it('V3 X1 sets a point over several periods beside the last one that shares none of them', async () => {
    // One lead on the first of each month, who wins 50 days later: two months fill what is usual.
    const months = ['01', '02', '03', '04', '05', '06', '07', '08'];
    const slow = tableOf(
      months.flatMap((month, at) => {
        const opened = Date.UTC(2024, at, 1);
        const won = new Date(opened + 50 * 86_400_000).toISOString().slice(0, 10);
        return [
          { person: month, event: 'New', at: `2024-${month}-01` },
          { person: month, event: 'Won', at: won, props: { amount: 100 * (at + 1) } },
        ];
      }),
      [],
      { zone: 'UTC', weekStart: 1 },
    );
    const answered = { question: velocity, answer: await answer(slow, velocity, uncontrolled) };
    const value = byId(measuresOf({ velocity: answered }, 'EUR', format), 'value');
    expect(value).toMatchObject({
      label: 'Mean value of Won, over 2 months',
      rolled: { count: 2, text: '2 months' },
    });
    const { now, before } = standing(value);
    // Worth 600 and 700 are won on 21 July and 20 August, 400 and 500 on 21 May and 20 June; the data end on 20 September.
    expect([now, before].map((point) => [point?.period, point?.value])).toEqual([
      ['2024-08-01', 650],
      ['2024-06-01', 450],
    ]);
  });

  it('leaves retention out where nobody ever comes back', async () => {
    expect(measuresOf({ retention: await ask(defaultRetention(named('New'))) }, 'EUR', format)).toEqual([]);
    const back = measuresOf(
      { retention: await ask(defaultRetention(named('New'), named('Won'))) },
      'EUR',
      format,
    );
    expect(back.map(({ id, label }) => [id, label])).toEqual([['retention', 'Won in month 1']]);
  });

  it('S1 follows the churn of each period', async () => {
    const churn = await ask(defaultChurn({ by: 'event', event: named('Won') }));
    const [measure] = measuresOf({ churn }, 'EUR', format);
    expect(measure).toMatchObject({ id: 'churn', better: 'less', unit: 'month' });
    expect(measure?.points.length).toBe(churn.answer.periods.length);
    // S2: nobody could be gone before 11 February.
    const silent = await ask(defaultChurn({ by: 'silence', after: { n: 40, unit: 'day' }, share: 0.9 }));
    const [bySilence] = measuresOf({ churn: silent }, 'EUR', format);
    expect(bySilence?.points.slice(0, 2)).toMatchObject([
      { period: '2024-01-01', value: NaN, complete: false },
      { period: '2024-02-01', complete: true },
    ]);
    expect(bySilence?.points[1]?.value).not.toBeNaN();
  });

  it('X1 calls a difference of shares neither good nor bad while it may be chance', () => {
    const point = (k: number, n: number) => {
      const rate = wilson(k, n);
      return { period: '', value: rate.rate, rate, complete: true };
    };
    const news = (k: number, n: number) =>
      newsOf({ better: 'more' }, { now: point(k, n), before: point(50, 100) });
    expect(news(55, 100)).toBe('chance');
    expect(news(80, 100)).toBe('better');
    // Their own intervals meet, 40.4–59.6 % and 55.3–73.6 % (Wilson); that of the difference leaves out 0 (Newcombe's method 10).
    expect(news(65, 100)).toBe('better');
    expect(news(20, 100)).toBe('worse');
    expect(news(50, 100)).toBe('same');
    expect(newsOf({ better: 'less' }, { now: point(80, 100), before: point(50, 100) })).toBe('worse');
  });

  it('X1 calls no change of a time or an amount good or bad, which nobody tested', () => {
    const point = (value: number) => ({ period: '', value, rate: null, complete: true });
    expect(newsOf({ better: 'less' }, { now: point(9), before: point(5) })).toBe('same');
  });

  it('leaves a hop out that everybody always makes', async () => {
    const seen = tableOf(
      [
        { person: 'a', event: 'New', at: '2024-01-01' },
        { person: 'a', event: 'Seen', at: '2024-01-02' },
        { person: 'a', event: 'Won', at: '2024-01-03' },
        { person: 'b', event: 'New', at: '2024-02-01' },
        { person: 'b', event: 'Seen', at: '2024-02-02' },
        { person: 'b', event: 'Won', at: '2024-02-03' },
        { person: 'b', event: 'Paid', at: '2024-02-04' },
        { person: 'd', event: 'New', at: '2024-02-01' },
        { person: 'd', event: 'Seen', at: '2024-02-02' },
        { person: 'c', event: 'Else', at: '2024-06-02' },
      ],
      [],
      { zone: 'UTC', weekStart: 1 },
    );
    const idsOf = async (...events: readonly string[]): Promise<readonly string[]> => {
      const question = { ...funnel, steps: events.map((event) => stepOf(event)) };
      const answered = { question, answer: await answer(seen, question, uncontrolled) };
      return measuresOf({ funnel: answered }, 'EUR', format).map(({ id }) => id);
    };
    expect(await idsOf('New', 'Seen', 'Won', 'Paid')).toEqual(['leads', 'conversion', 'hop-1', 'hop-2']);
    // From Seen to Won go as many as from New: a second card would say the same.
    expect(await idsOf('New', 'Seen', 'Won')).toEqual(['leads', 'conversion']);
  });

  it('ends the line of a share at its last final period, and keeps what is unfinished of a sum apart', async () => {
    const measures = measuresOf({ funnel: await ask(funnel), velocity: await ask(velocity) }, 'EUR', format);
    expect(['conversion', 'leads', 'value'].map((id) => tailOf(byId(measures, id)))).toEqual([
      'none',
      'points',
      'points',
    ]);
    const endless = { ...funnel, window: null, lost: named('Lost') };
    const open = measuresOf({ funnel: await ask(endless) }, 'EUR', format);
    expect(tailOf(byId(open, 'conversion'))).toBe('line');
  });

  it('writes all measures as one table by their first dates', async () => {
    const measures = measuresOf({ funnel: await ask(funnel), velocity: await ask(velocity) }, 'EUR', format);
    const [head, january] = measureTable(measures);
    expect(head?.length).toBe(1 + 2 * measures.length);
    expect(january?.slice(0, 3)).toEqual(['2024-01-01', 2, 1]);
  });
});
