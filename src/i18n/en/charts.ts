import type { Area } from '../message.ts';
import { chartsChurn } from './charts-churn.ts';
import { chartsCohorts } from './charts-cohorts.ts';
import { chartsRevenue } from './charts-revenue.ts';
import { chartsStages } from './charts-stages.ts';
import { chartsSurvival } from './charts-survival.ts';

/** What the charts say: captions, readings, announcements. */
export const charts = {
  ...chartsChurn,
  ...chartsCohorts,
  ...chartsRevenue,
  ...chartsStages,
  ...chartsSurvival,

  'charts.segment.entered': 'Entered',
  'charts.segment.went-on': 'Went on',
  'charts.segment.open': 'Still open',
  'charts.segment.dropped': 'Dropped',
  'charts.segment.excluded': 'Excluded',
  'charts.segment.converted': 'converted',
  'charts.count.went-on': '{count} went on',
  'charts.count.open': '{count} open',
  'charts.count.dropped': '{count} dropped',
  'charts.count.excluded': '{count} excluded',

  'charts.people': 'people',
  'charts.mark': '{step}, {segment}: {count}, {share}',
  'charts.interval': '95% interval',
  'charts.interval.of': '95% interval {interval}',
  'charts.base': 'n {n}',
  'charts.median': 'median {time}',
  'charts.half': 'half: {low} to {high}',
  'charts.summary': '{readings}.',
  'charts.about': '{summary} {keys}',
  'charts.keys':
    'Arrow keys walk the marks, Enter opens what is marked, T goes to the table, C copies the numbers.',

  'charts.funnel.summary': {
    one: 'Funnel of one step: {entered} entered {first}.',
    other: 'Funnel in {count} steps: {entered} entered {first}, {reached} reached {last}, {share}.',
  },
  'charts.funnel.empty': 'Nobody entered this funnel.',
  'charts.funnel.ofEntrants': '{share} of entrants',
  'charts.funnel.ofStep': '{share} of {entered}',
  'charts.funnel.goOn': '{share} go on',
  'charts.funnel.goOnCaption': 'Go on to next',
  'charts.funnel.timeCaption': 'time to next',
  'charts.funnel.rest': { one: '{count} more step', other: '{count} more steps' },
  'charts.funnel.hop': '{from} to {to}',
  'charts.funnel.optional': 'optional',
  'charts.funnel.compared': 'compared: {share}',
  'charts.funnel.ledger':
    'People at each step: entered is the sum of went on, still open, dropped and excluded',
  'charts.ledger.open': '{step}, {segment}: {count}. Open',

  'charts.multiples.lost': '{count} lost',
  'charts.multiples.gained': '{count} gained',
  'charts.multiples.weakest': 'Weakest {from} to {to}: {share}, all {all}',
  'charts.multiples.above': 'Not below the whole at any step',
  'charts.multiples.all': 'all: {share}',
  'charts.multiples.more': { one: 'Show {count} more', other: 'Show {count} more' },
  'charts.multiples.scale':
    'Each scale is 0 to 100% of the group’s own entrants; dashed ticks are all groups.',
  'charts.multiples.small': {
    one: '{count} group with fewer than {least} entrants is not ranked:',
    other: '{count} groups with fewer than {least} entrants are not ranked:',
  },

  'charts.period.open': 'not over yet',
  'charts.period.star': 'Not over when the data end.',
  'charts.period.hour': '{day}, {time}',
  'charts.period.hour.again': '{day}, {time} ({offset})',
  'charts.period.quarter': 'Q{quarter} {year}',

  'charts.trend.mark': '{series}, {period}: {share}, {k} of {n}',
  'charts.trend.unripe': 'windows still open',
  'charts.trend.unripe.mark': '{series}, {period}: windows still open',

  'charts.histogram.span': '{low} to {high}',
  'charts.histogram.mark': '{span}: {count}, {share}',
  'charts.histogram.quartiles': 'half take {low} to {high}',
  'charts.histogram.tail': 'last bar: {from} and more',
  'charts.histogram.summary': '{median}, {half}',
  'charts.histogram.empty': 'Nobody has converted yet.',

  'charts.curve.mark': '{series}, after {time}: {share}, {count} at risk',
  'charts.curve.summary': '{mark}, {median}',
  'charts.curve.risk': 'still to convert and followed (at risk)',
  'charts.curve.since': 'time since entry',
  'charts.curve.notReached': 'median not reached',
  'charts.curve.empty': 'Nobody entered, so there is nothing to follow.',

  'charts.counts.rising': '{stage} counts more than the stage before it, which no funnel of people can.',

  'charts.series.mark': '{series}, {period}: {value}',
  'charts.series.mark.open': '{mark}, {why}',
  'charts.series.peak': 'up to {value}',
  'charts.series.empty': 'Not known in any period',
} as const satisfies Area<'charts'>;
