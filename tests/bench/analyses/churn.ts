import { uncontrolled } from '../../../src/base/control.ts';
import { analyseChurn } from '../../../src/engine/churn/analysis.ts';
import { defaultChurn } from '../../../src/questions/churn-form.ts';
import type { ChurnAnswer, ChurnQuestion } from '../../../src/questions/churn.ts';
import type { Span } from '../../../src/questions/funnel.ts';
import { Deal } from '../deals.ts';
import { DAY_MS, type Dialect } from '../dialects.ts';
import { benchOf, counted, type AnalysisBench, type Figures, type Targets } from './analysis.ts';
import { BROWSING, IS_BROWSING } from './browsing.ts';
import { dealEvents } from './deal-events.ts';
import { dayOf, monthOf } from './labels.ts';

const SILENCE_DAYS = 21;
const SHARE = 0.95;

const CANCELLING: ChurnQuestion = {
  ...defaultChurn({ by: 'event', event: dealEvents(Deal.cancelled) }),
  start: dealEvents(Deal.subscribed),
  activity: dealEvents(Deal.login, Deal.call),
};
const SILENT = bySilence({ n: SILENCE_DAYS, unit: 'day' });

/** The peers find who came and went; the curve with its intervals and who is at risk come on top. */
const TARGETS: Targets = { of: 'stays', clickhouse: 1, duckdb: 1 };

function stays(question: ChurnQuestion): AnalysisBench['more'] {
  return (table) => ({ stays: () => analyseChurn(table, question, uncontrolled) });
}

/** Who cancels: of every month how many subscribed first, subscribed again, and cancelled. The whole answer has the curve too. */
export const churnByEventBench = benchOf({
  name: 'churn by event',
  world: 'deals',
  question: CANCELLING,
  more: stays(CANCELLING),
  targets: TARGETS,
  figures: ({ periods }) =>
    counted(
      periods.map(({ period, started, returned, churned }) => [monthOf(period), started, returned, churned]),
      1,
    ),
  sql: ({ name, month }) => {
    const { subscribed, cancelled } = Deal;
    const names = `name IN (${subscribed}, ${cancelled})`;
    const sums = (from: string): string =>
      `SELECT ${month('time')} AS month, count(*) FILTER (WHERE before = 0), count(*) FILTER (WHERE before = ${cancelled}), count(*) FILTER (WHERE before = ${subscribed}) FROM (${from}) WHERE before <> name GROUP BY ${month('time')}`;
    const windows = sums(
      `SELECT time, name, lag(name, 1, 0) OVER (PARTITION BY person ORDER BY time) AS before FROM e WHERE ${names}`,
    );
    if (name === 'duckdb') return { windows };
    const people = `SELECT arraySort(groupArray((time, name))) AS s, arrayJoin(arrayZip(s, arrayPushFront(arrayPopBack(s.2), 0))) AS x FROM e WHERE ${names} GROUP BY person`;
    return { windows, arrays: sums(`SELECT x.1.1 AS time, x.1.2 AS name, x.2 AS before FROM (${people})`) };
  },
});

/** Who falls silent for longer than three weeks, by day of the first and the last sign of life. */
export const churnBySilenceBench = benchOf({
  name: 'churn by silence',
  world: 'shop',
  question: SILENT,
  more: stays(SILENT),
  targets: TARGETS,
  figures: silences,
  sql: (dialect) => silenceForms(dialect, '', String(SILENCE_DAYS * DAY_MS)),
});

/** The same after a silence proposed from everybody's gaps. */
export const churnByUsualSilenceBench = benchOf({
  name: 'churn by usual silence',
  world: 'shop',
  question: bySilence(null),
  more: stays(bySilence(null)),
  targets: TARGETS,
  figures: silences,
  sql: (dialect) => {
    const days = `SELECT DISTINCT person, ${dialect.day('time')} AS day FROM e WHERE ${IS_BROWSING}`;
    const gaps = `SELECT day - lag(day, 1, day) OVER (PARTITION BY person ORDER BY day) AS gap FROM (${days})`;
    const usual = `SELECT ceil(${dialect.quantile(SHARE, 'gap')}) * ${DAY_MS} AS ms FROM (${gaps}) WHERE gap > 0`;
    return silenceForms(dialect, `WITH usual AS (${usual})`, '(SELECT ms FROM usual)');
  },
});

function bySilence(after: Span | null): ChurnQuestion {
  return {
    ...defaultChurn({ by: 'silence', after, share: SHARE }),
    start: BROWSING,
    activity: BROWSING,
    period: 'day',
  };
}

/** Day, stays that began on it for the first time and again, stays of which it had the last sign of life, and the silence in ms. */
function silences({ periods, silence }: ChurnAnswer): Figures {
  const ms = silence?.ms ?? NaN;
  const rows = new Map<number, number[]>();
  const add = (day: number, place: number, count: number): void => {
    const row = rows.get(day) ?? [day, 0, 0, 0];
    row[place]! += count;
    rows.set(day, row);
  };
  for (const { period, started, returned, churned } of periods) {
    add(dayOf(period), 1, started);
    add(dayOf(period), 2, returned);
    add(dayOf(period) - ms / DAY_MS, 3, churned);
  }
  return counted([...rows.values()], 1).map((row) => [...row, ms]);
}

function silenceForms({ name, day }: Dialect, head: string, limit: string): Record<string, string> {
  const sums = (from: string): string => {
    const begins = `before = 0 OR time - before > ${limit}`;
    const ends = `CASE WHEN after = 0 THEN (SELECT max(time) FROM e) ELSE after END - time > ${limit}`;
    const again = `before > 0 AND time - before > ${limit}`;
    return `${head} SELECT ${day('time')} AS day, count(*) FILTER (WHERE before = 0), count(*) FILTER (WHERE ${again}), count(*) FILTER (WHERE ${ends}), ${limit} AS silence FROM (${from}) WHERE ${begins} OR ${ends} GROUP BY ${day('time')}`;
  };
  const windows = sums(
    `SELECT time, lag(time, 1, 0) OVER o AS before, lead(time, 1, 0) OVER o AS after FROM e WHERE ${IS_BROWSING} WINDOW o AS (PARTITION BY person ORDER BY time)`,
  );
  if (name === 'duckdb') return { windows };
  const people = `SELECT arraySort(groupArray(time)) AS t, arrayJoin(arrayZip(t, arrayPushFront(arrayPopBack(t), 0), arrayPushBack(arrayPopFront(t), 0))) AS x FROM e WHERE ${IS_BROWSING} GROUP BY person`;
  return { windows, arrays: sums(`SELECT x.1 AS time, x.2 AS before, x.3 AS after FROM (${people})`) };
}
