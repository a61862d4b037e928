import type { Area } from '../message.ts';

/** What the charts of recurring revenue say. */
export const chartsRevenue = {
  'charts.flow.start': 'At the start',
  'charts.flow.new': 'New',
  'charts.flow.reactivated': 'Reactivated',
  'charts.flow.expanded': 'Expansion',
  'charts.flow.contracted': 'Contraction',
  'charts.flow.churned': 'Churned',
  'charts.flow.end': 'At the end',
  'charts.flow.net': 'Net',
  'charts.flow.line': 'MRR at the end',
  'charts.flow.bars': 'Added and lost',
  'charts.flow.mark': {
    one: '{period}, {change}: {amount}, {count} customer',
    other: '{period}, {change}: {amount}, {count} customers',
  },
  'charts.flow.customers': { one: '{count} customer', other: '{count} customers' },
  'charts.flow.net.of': 'Net {amount}',
  'charts.flow.cut': {
    one: 'Only the last {count} period is drawn; the table has all.',
    other: 'Only the last {count} periods are drawn; the table has all.',
  },
  'charts.flow.broken': 'The bars begin at {amount}, not at zero.',
} as const satisfies Area<'charts'>;
