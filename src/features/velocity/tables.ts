import { t } from '../../i18n/i18n.svelte.ts';
import type { VelocityAnswer, VelocityFigures, VelocityQuestion } from '../../questions/velocity.ts';
import type { Cell } from '../analysis/output.ts';
import { groupName } from '../analysis/groups.ts';
import { wonPerDay } from './words.ts';

/** The figures of one period. `lossKnown`: whether something says that leads are lost; without it nobody knows how many were closed, nor a win rate (V1). */
const cells = (figures: VelocityFigures, lossKnown: boolean): readonly Cell[] => {
  const { range, open, rate, value, cycle, perDay, sum } = figures;
  return [
    range.from,
    range.to,
    open,
    rate.k,
    ...(lossKnown ? [rate.n, rate.rate, rate.low, rate.high] : [null, null, null, null]),
    value,
    cycle,
    perDay,
    sum,
    wonPerDay(figures),
  ];
};

/** Every figure: one row a period, those asked about and compared with first, then the groups of what is asked about, then the points of the trend (V3). Shares from 0 to 1, `complete` 1 or 0. */
export function velocityTable(
  { lost }: Pick<VelocityQuestion, 'lost'>,
  { current, compared, trend, groups }: VelocityAnswer,
): Cell[][] {
  const row = (name: string, figures: VelocityFigures, complete: number | null): Cell[] => [
    name,
    ...cells(figures, lost !== null),
    complete,
  ];
  return [
    [
      t('velocity.csv.period'),
      t('velocity.csv.from'),
      t('velocity.csv.to'),
      t('velocity.csv.open'),
      t('velocity.csv.won'),
      t('velocity.csv.closed'),
      t('velocity.csv.rate'),
      t('velocity.csv.low'),
      t('velocity.csv.high'),
      t('velocity.csv.value'),
      t('velocity.csv.cycle'),
      t('velocity.csv.perDay'),
      t('velocity.csv.sum'),
      t('velocity.csv.wonPerDay'),
      t('velocity.csv.complete'),
    ],
    row(t('velocity.csv.current'), current, null),
    ...(compared === null ? [] : [row(t('velocity.csv.compared'), compared, null)]),
    ...groups.map((group) => row(groupName(group), group.current, null)),
    ...trend.map(({ period, rolling, complete, young }) => row(period, rolling, Number(complete && !young))),
  ];
}
