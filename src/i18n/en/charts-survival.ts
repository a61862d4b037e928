import type { Area } from '../message.ts';

/** What the survival chart says. */
export const chartsSurvival = {
  'charts.survival.mark': '{series}, after {time}: {share} ({interval}), {count} at risk',
  'charts.survival.mark.start': '{series}, after {time}: {share}, {count} at risk',
  'charts.survival.mark.end': '{series}, after {time}: {share} ({interval})',
  'charts.survival.beyond': 'up to {points} points until {time}',
  'charts.survival.beyond.flat': 'flat until {time}',
  'charts.survival.over': '{series}, after {time}: nobody is watched so long',
  'charts.survival.over.short': 'nobody watched so long',
  'charts.survival.risk': 'Still followed (at risk)',
  'charts.survival.tip.risk': 'at risk',
  'charts.survival.median': 'median {time}',
  'charts.survival.notReached': 'median not reached',
  'charts.survival.empty': 'There is nobody to follow.',
} as const satisfies Area<'charts'>;
