import type { Area } from '../message.ts';

/** What the charts of times in a pipeline say. */
export const chartsStages = {
  'charts.spread.all': '{row}: {count}, {time}',
  'charts.spread.all.none': '{row}: {count}, nobody is through',
  'charts.spread.time': 'median {median}, half {low} to {high}',
  'charts.spread.part': '{row}, {part}: {count}, {share}',
  'charts.spread.count': '{count} came in',
  'charts.spread.usual': 'usual {usual}',
  'charts.spread.censored': 'median with those still there: {median}',
  'charts.spread.censored.never': 'median with those still there: not reached',
  'charts.spread.tenths': '10th to 90th percentile: {low} to {high}',
  'charts.spread.share': '{share} {part}',
  'charts.spread.axis': 'time spent',
  'charts.spread.became': 'what became of them',
  'charts.spread.key.line': '10th to 90th percentile',
  'charts.spread.key.box': 'middle half',
  'charts.spread.key.median': 'median of those through',
  'charts.spread.key.censored': 'median with those still there',
  'charts.spread.key.usual': 'usual',

  'charts.shares.mark': '{name}: {time} of {whole}, {share}',
  'charts.shares.short': '{time}, {share}',

  'charts.ages.mark': '{row}, {part}: {count} of {whole} open',

  'charts.matrix.from': 'From',
  'charts.matrix.out': 'Moved out',
  'charts.matrix.into': 'Moved in',
  'charts.matrix.way.advanced': 'To the next stage',
  'charts.matrix.way.skipped': 'Skipped ahead',
  'charts.matrix.way.returned': 'Back',
  'charts.matrix.way.reopened': 'Reopened',
  'charts.matrix.way.won': 'Won',
  'charts.matrix.way.lost': 'Lost',
  'charts.matrix.move': '{from} → {to}',
  'charts.matrix.mark': '{from} to {to}: {count}, {share} of those who left {from}; {way}',
  'charts.matrix.read': 'Point at a cell, or walk the cells with the arrow keys, to read it here.',
} as const satisfies Area<'charts'>;
