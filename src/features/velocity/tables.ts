import { t } from '../../i18n/i18n.svelte.ts';
import type { VelocityAnswer, VelocityFigures } from '../../questions/velocity.ts';
import type { Cell } from '../analysis/output.ts';
import { groupName } from '../analysis/groups.ts';

const cells = ({ range, open, rate, value, cycle, perDay }: VelocityFigures): Cell[] => [
  range.from,
  range.to,
  open,
  rate.k,
  rate.n,
  rate.rate,
  rate.low,
  rate.high,
  value,
  cycle,
  perDay,
];

/** Every figure: one row a period, those asked about and compared with first, then the groups of what is asked about, then the points of the trend (V3). Shares from 0 to 1, `complete` 1 or 0. */
export function velocityTable({ current, compared, trend, groups }: VelocityAnswer): Cell[][] {
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
      t('velocity.csv.complete'),
    ],
    [t('velocity.csv.current'), ...cells(current), null],
    ...(compared === null ? [] : [[t('velocity.csv.compared'), ...cells(compared), null]]),
    ...groups.map((group): Cell[] => [groupName(group), ...cells(group.current), null]),
    ...trend.map(({ period, rolling, complete, young }): Cell[] => [
      period,
      ...cells(rolling),
      Number(complete && !young),
    ]),
  ];
}
