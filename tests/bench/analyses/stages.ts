import { uncontrolled } from '../../../src/base/control.ts';
import { findWays } from '../../../src/engine/stages/visits.ts';
import { defaultStages } from '../../../src/questions/stages-form.ts';
import { Deal, STAGE_COUNT } from '../deals.ts';
import { asNew, benchOf, counted } from './analysis.ts';
import { dealEvents, OPEN_STAGES } from './deal-events.ts';

const QUESTION = defaultStages(
  OPEN_STAGES.map((code) => ({ ...dealEvents(code), label: '' })),
  dealEvents(Deal.won),
  dealEvents(Deal.lost),
);
/** Stands for the next stage of a visit that goes on, and for all next stages. */
const STAYS = 9;
const ALL = 10;

/** Which ways leads go through a pipeline, and the median of the finished visits of each stage. */
export const stagesBench = benchOf({
  name: 'stages',
  world: 'deals',
  question: QUESTION,
  remembered: true,
  more: (table) => ({ ways: () => findWays(asNew(table), QUESTION, uncontrolled) }),
  /** The peers find the visits; curves with intervals, all percentiles and what is usual come on top. */
  targets: { of: 'ways', clickhouse: 1, duckdb: 1 },
  /** Stage, next stage, visits, and the median length of the finished ones in ms where the next stage is `ALL`. */
  figures: ({ stages, moves, won, lost }) =>
    counted(
      [
        ...moves.flatMap((row, from) => row.map((count, to) => [from, to, count, 0])),
        ...stages.flatMap(({ entered, open, time }, k) => [
          [k, STAYS, open, 0],
          [k, ALL, entered, time.median],
        ]),
        [Deal.won, STAYS, won, 0],
        [Deal.lost, STAYS, lost, 0],
      ],
      2,
    ),
  sql: ({ name, quantile }) => {
    const names = `name <= ${Deal.lost}`;
    const sums = (from: string): string => {
      const median = `CASE WHEN grouping(next) = 1 THEN ${quantile(0.5, 'ms')} FILTER (WHERE next < ${STAYS}) ELSE 0 END`;
      const all = `SELECT stage, CASE WHEN grouping(next) = 1 THEN ${ALL} ELSE next END AS way, count(*) AS visits, ${median} AS half FROM (${from}) GROUP BY GROUPING SETS ((stage, next), (stage))`;
      return `SELECT stage, way, visits, half FROM (${all}) WHERE stage < ${STAGE_COUNT} OR way < ${ALL}`;
    };
    const own = 'OVER (PARTITION BY person ORDER BY time, name)';
    const changes = `SELECT person, time, name, lag(name, 1, ${STAYS}) ${own} AS before FROM e WHERE ${names}`;
    const windows = sums(
      `SELECT name AS stage, lead(name, 1, ${STAYS}) ${own} AS next, lead(time, 1, 0) ${own} - time AS ms FROM (${changes}) WHERE before <> name`,
    );
    if (name === 'duckdb') return { windows };
    const people = `SELECT arraySort(groupArray((time, name))) AS s, arrayFilter((x, before) -> x.2 <> before, s, arrayPushFront(arrayPopBack(s.2), ${STAYS})) AS v, arrayJoin(arrayZip(v, arrayPushBack(arrayPopFront(v), (0, ${STAYS})))) AS x FROM e WHERE ${names} GROUP BY person`;
    return {
      windows,
      arrays: sums(`SELECT x.1.2 AS stage, x.2.2 AS next, x.2.1 - x.1.1 AS ms FROM (${people})`),
    };
  },
});
