import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { matchAll } from '../../../src/engine/funnel/match.ts';
import { planFunnel } from '../../../src/engine/funnel/plan.ts';
import { by, funnel, step } from '../../../src/samples/truth.ts';
import { EVENT_NAMES, STEP_COUNT, WINDOW_DAYS } from '../data.ts';
import { benchOf } from './analysis.ts';

const QUESTION = funnel(
  EVENT_NAMES.slice(0, STEP_COUNT).map((name) => step(name)),
  { window: { n: WINDOW_DAYS, unit: 'day' } },
);
const WINDOW_MS = WINDOW_DAYS * 86_400_000;

/** Five steps inside 30 days, in order: how many people reached each. */
export const funnelBench = benchOf({
  name: 'funnel',
  world: 'shop',
  question: QUESTION,
  figures: ({ total }) => total.steps.map(({ entered }, k) => [k, entered]),
  more: (table) => ({
    sweep: async () => matchAll(await planFunnel(table, QUESTION, uncontrolled), uncontrolled),
    answerByChannel: () => answer(table, { ...QUESTION, breakdown: by('event', 'channel') }, uncontrolled),
    answerInStrictOrder: () => answer(table, { ...QUESTION, order: 'strict' }, uncontrolled),
    answerInAnyOrder: () => answer(table, { ...QUESTION, order: 'any-order' }, uncontrolled),
    answerByFurthest: () => answer(table, { ...QUESTION, order: 'reached' }, uncontrolled),
    answerWithTrend: () => answer(table, { ...QUESTION, trend: 'week' }, uncontrolled),
  }),
  targets: { of: 'sweep', scan: 3, clickhouse: 4, duckdb: 12 },
  sql: ({ name }) =>
    name === 'duckdb'
      ? { windows: windowForm(), 'asof joins': asofForm() }
      : { hash: windowFunnel(), 'in order': `${windowFunnel()} SETTINGS optimize_aggregation_in_order = 1` },
});

function windowFunnel(): string {
  const steps = Array.from({ length: STEP_COUNT }, (_, k) => k);
  const conditions = steps.map((k) => `name = ${k}`).join(', ');
  const reached = steps.map((k) => `countIf(level > ${k})`).join(', ');
  const levels = `SELECT windowFunnel(${WINDOW_MS})(time, ${conditions}) AS level FROM e GROUP BY person`;
  return `SELECT step, people FROM (SELECT [${reached}] AS all FROM (${levels})) ARRAY JOIN [${steps.join(', ')}] AS step, all AS people`;
}

/** The latest start of a chain that reaches each step dominates every earlier one; one ordered window a step carries it on. */
function windowForm(): string {
  const over = '(PARTITION BY person ORDER BY time, name ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)';
  let from = `SELECT person, time, name, CASE WHEN name = 0 THEN time END AS s FROM steps`;
  const reached = ['SELECT 0 AS step, count(DISTINCT person) AS people FROM l0 WHERE s IS NOT NULL'];
  const layers = [`l0 AS MATERIALIZED (${from})`];
  for (let step = 1; step < STEP_COUNT; step++) {
    from = `SELECT person, time, name, CASE WHEN name = ${step} AND time - m <= ${WINDOW_MS} THEN m END AS s FROM (SELECT person, time, name, max(s) OVER ${over} AS m FROM l${step - 1})`;
    layers.push(`l${step} AS MATERIALIZED (${from})`);
    reached.push(`SELECT ${step}, count(DISTINCT person) FROM l${step} WHERE s IS NOT NULL`);
  }
  const steps = `steps AS (SELECT person, time, name FROM e WHERE name < ${STEP_COUNT})`;
  return `WITH ${steps}, ${layers.join(', ')} ${reached.join(' UNION ALL ')}`;
}

/** From each start, the next event of each step in turn is the best one. */
function asofForm(): string {
  const layers = ['l0 AS MATERIALIZED (SELECT person, time AS start, time AS t FROM e WHERE name = 0)'];
  const reached = ['SELECT 0 AS step, count(DISTINCT person) AS people FROM l0'];
  for (let step = 1; step < STEP_COUNT; step++) {
    layers.push(
      `l${step} AS MATERIALIZED (SELECT a.person, a.start, b.time AS t FROM l${step - 1} a ASOF JOIN (SELECT person, time FROM e WHERE name = ${step}) b ON a.person = b.person AND a.t <= b.time WHERE b.time - a.start <= ${WINDOW_MS})`,
    );
    reached.push(`SELECT ${step}, count(DISTINCT person) FROM l${step}`);
  }
  return `WITH ${layers.join(', ')} ${reached.join(' UNION ALL ')}`;
}
