import { everything } from '../../../src/questions/filter.ts';
import { defaultRetention } from '../../../src/questions/retention.ts';
import { benchOf, type Figures } from './analysis.ts';
import { weekOf } from './labels.ts';

const VISIT = { events: ['Visit'], where: everything };

/**
 * Weekly cohorts of first visits, and who visits again in every later week. `retention` of ClickHouse answers for one cohort, so
 * that all of them take a query each; these forms take one pass.
 */
export const retentionBench = benchOf({
  name: 'retention',
  world: 'shop',
  question: { ...defaultRetention(VISIT), period: { unit: 'week', n: 1 } },
  /** Cohort, column, returned, and the cohort's size in column 0. */
  figures: ({ total, columns }): Figures =>
    total.rows.flatMap(({ key, size, cells }) =>
      cells.flatMap((cell, k) => {
        const column = columns[k]!.from;
        const returned = cell?.rate.k ?? 0;
        return returned > 0 || (column === 0 && size > 0)
          ? [[weekOf(key!), column, returned, column === 0 ? size : returned]]
          : [];
      }),
    ),
  sql: ({ name, week }) => {
    const weeks = `SELECT person, ${week('time')} AS week, min(time) AS earliest, max(time) AS latest FROM e WHERE name = 0 GROUP BY person, ${week('time')}`;
    const own = '(PARTITION BY person)';
    const firsts = `SELECT week, latest, min(week) OVER ${own} AS first, min(earliest) OVER ${own} AS start FROM (${weeks})`;
    const windows = `SELECT first, week - first AS col, count(*) FILTER (WHERE week > first OR latest > start), count(*) FROM (${firsts}) GROUP BY first, week - first`;
    if (name === 'duckdb') {
      const starts = 'SELECT person, min(week) AS first, min(earliest) AS start FROM w GROUP BY person';
      return {
        windows,
        join: `WITH w AS MATERIALIZED (${weeks}) SELECT first, week - first AS col, count(*) FILTER (WHERE week > first OR latest > start), count(*) FROM w JOIN (${starts}) s USING (person) GROUP BY first, week - first`,
      };
    }
    const people = `SELECT arraySort(groupArray(time)) AS t, t[1] AS start, ${week('start')} AS first, arrayExists(x -> x > start AND ${week('x')} = first, t) AS again, arrayJoin(arrayDistinct(arrayMap(x -> ${week('x')} - first, t))) AS col FROM e WHERE name = 0 GROUP BY person`;
    return {
      windows,
      arrays: `SELECT first, col, countIf(col > 0 OR again), count() FROM (${people}) GROUP BY first, col`,
    };
  },
});
