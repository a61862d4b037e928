import type { ChurnQuestion } from '../../../src/questions/churn.ts';
import { everything } from '../../../src/questions/filter.ts';

const orders = { events: ['Order'], where: everything };

/** Churn by a silence of 30 days after the last order. */
export const defaultChurn: ChurnQuestion = {
  kind: 'churn',
  version: 1,
  rule: { by: 'silence', after: { n: 30, unit: 'day' }, share: 0.9 },
  start: orders,
  activity: orders,
  people: everything,
  range: { from: null, to: null, by: 'start' },
  group: null,
  top: 8,
  period: 'month',
  reason: null,
  atRisk: { share: 0.9, gaps: 3 },
  compare: null,
};
