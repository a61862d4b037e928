import { defaultStickiness } from '../../../src/questions/stickiness.ts';
import { benchOf } from './analysis.ts';
import { BROWSING, IS_BROWSING } from './browsing.ts';
import { weekOf } from './labels.ts';

/** On how many days of each week people were about. */
export const stickinessBench = benchOf({
  name: 'stickiness',
  world: 'shop',
  question: defaultStickiness(BROWSING),
  /** Week, days, people. */
  figures: ({ periods }) =>
    periods.flatMap(({ period, exactly }) =>
      exactly.flatMap((people, k) => (people > 0 ? [[weekOf(period), k + 1, people]] : [])),
    ),
  sql: ({ name, day, week, distinctBits }) => {
    const weekOfDay = name === 'duckdb' ? '(day + 3) // 7' : 'intDiv(day + 3, 7)';
    const days = `SELECT DISTINCT person, ${day('time')} AS day FROM e WHERE ${IS_BROWSING}`;
    const active = `SELECT person, ${weekOfDay} AS week, count(*) AS days FROM (${days}) GROUP BY person, ${weekOfDay}`;
    const bits = `SELECT person, ${week('time')} AS week, ${distinctBits(`(${day('time')} + 3) % 7`)} AS days FROM e WHERE ${IS_BROWSING} GROUP BY person, ${week('time')}`;
    return {
      distinct: `SELECT week, days, count(*) FROM (${active}) GROUP BY week, days`,
      bits: `SELECT week, days, count(*) FROM (${bits}) GROUP BY week, days`,
    };
  },
});
