import type { Area } from '../message.ts';

/** Key measures and the biggest leaks, on the Overview page. */
export const measures = {
  'measures.title': 'Key measures',
  'measures.about': '{dates}: the last period that is final, beside the one before.',
  'measures.dates.all': 'Over all the data',
  'measures.loading': 'Counting the key measures',
  'measures.none': 'The data give no measure to follow.',
  'measures.undated':
    'Measures are followed over time, and these data tell of no events. The tiles below show what they do tell.',
  'measures.table': 'Show as table',
  'measures.file': 'measures',
  'measures.csv.period': 'Period',
  'measures.csv.final': '{measure}, final',
  'measures.points': '{points} points',
  'measures.same': 'unchanged',
  'measures.better': 'for the better',
  'measures.worse': 'for the worse',
  'measures.whole': 'over all the data',
  'measures.whole.dates': 'over these dates',
  'measures.also': '{value} over these dates',
  'measures.since': 'since {period}',
  'measures.since.rolled': 'since the {periods} up to {period}',
  'measures.week': 'week of {date}',
  'measures.unknown': 'No period is final yet.',
  'measures.unknown.dates': 'No whole period in these dates is final.',
  'measures.leads': 'Came to {step}',
  'measures.entered': 'Came into the pipeline',
  'measures.conversion': 'Converted to {step}',
  'measures.hop': '{from} to {to}',
  'measures.rate': '{won} of those closed',
  'measures.cycle': 'Mean time to {won}',
  'measures.value': 'Mean value of {won}',
  'measures.perDay': 'Sales velocity to {won}, a day',
  'measures.rolled': '{measure}, over {periods}',
  'measures.retention.back': 'Back',
  'measures.churn': 'Gone silent',
  'measures.churn.event': 'Gone with {event}',
  'measures.revenue': 'Monthly recurring revenue',
  'measures.revenue.in': 'Monthly recurring revenue, {currency}',

  'measures.table.open': 'not final',
  'measures.table.open.about':
    'Not final: the period is not over, what becomes of some in it is not known yet, or it lies too near to where the data begin.',

  'measures.leaks': 'The biggest leaks',
  'measures.leaks.about': '{dates}, from {first} to {last}: who stopped for good, and what that cost.',
  'measures.leaks.about.soFar':
    '{dates}, from {first} to {last}: who has not gone on so far, and what that costs if they never do.',
  'measures.leaks.of': 'Funnel',
  'measures.leaks.proposed': 'The proposed funnel',
  'measures.leaks.nobody': 'Nobody came into this funnel in these dates.',
  'measures.leaks.none': 'Nobody has dropped out of this funnel so far.',
  'measures.leaks.lost': '{people} stopped here',
  'measures.leaks.lost.soFar': '{people} have not gone on so far',
  'measures.leaks.conversions': {
    one: 'about {count} conversion to {step}',
    other: 'about {count} conversions to {step}',
  },
  'measures.leaks.unknown': 'Nobody settled got to {step}, so what this costs cannot be told.',
  'measures.leaks.why': 'Of those who got to {step}, {rate} ({interval}) went on to {last}.',
  'measures.leaks.last': 'It is the last step: each who stops here is one conversion to {last} less.',
  'measures.leaks.value':
    'Counted at {value} for each {step}, the mean of {property} over {wins}. An upper bound: those who stop are seldom like those who go on.',
  'measures.leaks.noValue':
    'The data name no value of a conversion, so the cost is told in conversions. An upper bound: those who stop are seldom like those who go on.',
} as const satisfies Area<'measures'>;
