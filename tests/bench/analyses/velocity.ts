import { defaultVelocity } from '../../../src/questions/velocity-form.ts';
import type { VelocityQuestion } from '../../../src/questions/velocity.ts';
import { Deal } from '../deals.ts';
import { DAY_MS } from '../dialects.ts';
import { benchOf } from './analysis.ts';
import { dealEvents, OPEN_STAGES } from './deal-events.ts';
import { dayOf } from './labels.ts';

const PERIODS = [
  { from: '2025-10-01', to: '2025-12-31' },
  { from: '2025-07-01', to: '2025-09-30' },
] as const;
const QUESTION: VelocityQuestion = {
  ...defaultVelocity(dealEvents(...OPEN_STAGES), dealEvents(Deal.won), dealEvents(Deal.lost), {
    scope: 'event',
    name: 'amount',
  }),
  range: PERIODS[0],
  compare: PERIODS[1],
};

/** Open leads, wins, closed ones, mean amount and days to win of a quarter and the one before. */
export const velocityBench = benchOf({
  name: 'velocity',
  world: 'deals',
  reads: ['amount'],
  question: QUESTION,
  remembered: true,
  figures: ({ current, compared }) => [
    [current, compared].flatMap((figures) =>
      figures === null
        ? []
        : [figures.open, figures.rate.k, figures.rate.n, figures.value, figures.cycle * DAY_MS],
    ),
  ],
  sql: ({ name }) => {
    const sums = (from: string): string => {
      const of = ({ from: first, to: last }: (typeof PERIODS)[number]): string => {
        const begin = dayOf(first) * DAY_MS;
        const end = (dayOf(last) + 1) * DAY_MS;
        const inside = `time >= ${begin} AND time < ${end}`;
        const won = `FILTER (WHERE stage = ${Deal.won} AND ${inside})`;
        return [
          `count(*) FILTER (WHERE stage = 0 AND time < ${end} AND (gone = 0 OR gone >= ${end}))`,
          `count(*) ${won}`,
          `count(*) FILTER (WHERE stage > 0 AND ${inside})`,
          `avg(amount) ${won}`,
          `avg(time - start) ${won}`,
        ].join(', ');
      };
      return `SELECT ${PERIODS.map(of).join(', ')} FROM (${from})`;
    };
    const stage = `CASE WHEN name < ${Deal.won} THEN 0 ELSE name END`;
    const names = `name <= ${Deal.lost}`;
    const own = 'OVER (PARTITION BY person ORDER BY time, name)';
    const first = 'min(time) OVER (PARTITION BY person) AS start';
    const changes = `SELECT person, time, name, ${stage} AS stage, amount, ${first}, lag(${stage}, 1, 9) ${own} AS before FROM e WHERE ${names}`;
    const windows = sums(
      `SELECT time, stage, amount, start, lead(time, 1, 0) ${own} AS gone FROM (${changes}) WHERE before <> stage`,
    );
    if (name === 'duckdb') return { windows };
    const people = `SELECT arraySort(groupArray((time, ${stage}, amount))) AS s, s[1].1 AS start, arrayFilter((x, before) -> x.2 <> before, s, arrayPushFront(arrayPopBack(s.2), 9)) AS v, arrayJoin(arrayZip(v, arrayPushBack(arrayPopFront(v.1), 0))) AS x FROM e WHERE ${names} GROUP BY person`;
    return {
      windows,
      arrays: sums(
        `SELECT x.1.1 AS time, x.1.2 AS stage, x.1.3 AS amount, start, x.2 AS gone FROM (${people})`,
      ),
    };
  },
});
