import { defaultLifecycle } from '../../../src/questions/lifecycle.ts';
import { benchOf, counted } from './analysis.ts';
import { BROWSING, IS_BROWSING } from './browsing.ts';
import { weekOf } from './labels.ts';

/** Who is new, returning and resurrected in each week, and who isn't about in the week after. */
export const lifecycleBench = benchOf({
  name: 'lifecycle',
  world: 'shop',
  question: { ...defaultLifecycle(BROWSING), period: { unit: 'week', n: 1 } },
  /** Week, new, returning, resurrected, dormant in the week after; nobody is known to be about after the last one. */
  figures: ({ periods }) =>
    counted(
      periods.map(({ period, active, new: fresh, returning, resurrected }, k) => [
        weekOf(period),
        fresh,
        returning,
        resurrected,
        periods[k + 1]?.dormant ?? active,
      ]),
      1,
    ),
  sql: ({ name, week }) => {
    const weeks = `SELECT DISTINCT person, ${week('time')} AS week FROM e WHERE ${IS_BROWSING}`;
    const sums = (from: string): string =>
      `SELECT week, count(*) FILTER (WHERE before = 0), count(*) FILTER (WHERE before = week - 1), count(*) FILTER (WHERE before > 0 AND before < week - 1), count(*) FILTER (WHERE after <> week + 1) FROM (${from}) GROUP BY week`;
    const windows = sums(
      `SELECT week, lag(week, 1, 0) OVER o AS before, lead(week, 1, 0) OVER o AS after FROM (${weeks}) WINDOW o AS (PARTITION BY person ORDER BY week)`,
    );
    if (name === 'duckdb') {
      const beside = (at: string): string => `LEFT JOIN w ${at} ON ${at}.person = w.person AND ${at}.week`;
      return {
        windows,
        joins: `WITH w AS MATERIALIZED (${weeks}) SELECT w.week, count(*) FILTER (WHERE w.week = f.first), count(*) FILTER (WHERE b.person IS NOT NULL), count(*) FILTER (WHERE w.week > f.first AND b.person IS NULL), count(*) FILTER (WHERE a.person IS NULL) FROM w JOIN (SELECT person, min(week) AS first FROM w GROUP BY person) f ON f.person = w.person ${beside('b')} = w.week - 1 ${beside('a')} = w.week + 1 GROUP BY w.week`,
      };
    }
    const people = `SELECT arraySort(groupUniqArray(${week('time')})) AS w, arrayJoin(arrayZip(w, arrayPushFront(arrayPopBack(w), 0), arrayPushBack(arrayPopFront(w), 0))) AS x FROM e WHERE ${IS_BROWSING} GROUP BY person`;
    return { windows, arrays: sums(`SELECT x.1 AS week, x.2 AS before, x.3 AS after FROM (${people})`) };
  },
});
