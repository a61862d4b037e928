import { t } from '../../i18n/i18n.svelte.ts';
import type { ChurnAnswer } from '../../questions/churn.ts';
import type { SurvivalFigures } from '../../questions/survival.ts';
import { groupName } from '../analysis/groups.ts';
import type { Cell } from '../analysis/output.ts';
import { reasonText } from './words.ts';

/** Everyone, then the groups. */
function partsOf({
  total,
  groups,
  commonMean,
}: ChurnAnswer): readonly { name: string; figures: SurvivalFigures }[] {
  return [
    { name: t('churn.curve.all'), figures: { ...total, mean: commonMean } },
    ...groups.map((group) => ({ name: groupName(group), figures: group })),
  ];
}

/** Ms as days; other units as they are. */
function timeOf(unit: ChurnAnswer['unit'], time: number | null): number | null {
  return time === null ? null : unit === 'ms' ? time / 86_400_000 : time;
}

const unitText = (unit: ChurnAnswer['unit']): string => t(`churn.unit.${unit === 'ms' ? 'day' : unit}`);

/** One row for everyone and each group: who has gone, median and restricted mean. Shares from 0 to 1; an unreached median is empty. */
export function groupsTable(answer: ChurnAnswer): Cell[][] {
  const { unit } = answer;
  return [
    [
      t('churn.csv.group'),
      t('churn.csv.people'),
      t('churn.csv.gone'),
      t('churn.csv.rate'),
      t('churn.csv.low'),
      t('churn.csv.high'),
      t('churn.csv.median', { unit: unitText(unit) }),
      t('churn.csv.median.low'),
      t('churn.csv.median.high'),
      t('churn.csv.mean', { unit: unitText(unit) }),
      t('churn.csv.mean.se'),
      t('churn.csv.until'),
    ],
    ...partsOf(answer).map(({ name, figures: { n, events, rate, median, mean } }): Cell[] => [
      name,
      n,
      events,
      rate.rate,
      rate.low,
      rate.high,
      timeOf(unit, median.time),
      timeOf(unit, median.low),
      timeOf(unit, median.high),
      timeOf(unit, mean.mean),
      timeOf(unit, mean.se),
      timeOf(unit, mean.until),
    ]),
  ];
}

/** One row for each step of each curve, from time 0 on. Ms are written as days. */
export function curvesTable(answer: ChurnAnswer): Cell[][] {
  const { unit } = answer;
  return [
    [
      t('churn.csv.group'),
      t('churn.csv.time', { unit: unitText(unit) }),
      t('churn.csv.survival'),
      t('churn.csv.low'),
      t('churn.csv.high'),
      t('churn.csv.atRisk'),
    ],
    ...partsOf(answer).flatMap(({ name, figures: { n, curve } }): Cell[][] => [
      [name, 0, 1, 1, 1, n],
      ...curve.map(({ time, survival, low, high, atRisk }) => [
        name,
        timeOf(unit, time),
        survival,
        low,
        high,
        atRisk,
      ]),
    ]),
  ];
}

/** One row a period. `complete`, and whether its churn can be known, are 1 or 0; there is no rate where nobody was there, or could be gone. */
export function periodsTable({ periods }: Pick<ChurnAnswer, 'periods'>): Cell[][] {
  return [
    [
      t('churn.period.period'),
      t('churn.period.at-start'),
      t('churn.period.started'),
      t('churn.period.returned'),
      t('churn.period.churned'),
      t('churn.period.at-end'),
      t('churn.period.rate'),
      t('churn.csv.low'),
      t('churn.csv.high'),
      t('churn.csv.complete'),
      t('churn.csv.knowable'),
    ],
    ...periods.map(
      ({ period, atStart, started, returned, churned, atEnd, rate, complete, knowable }): Cell[] => [
        period,
        atStart,
        started,
        returned,
        churned,
        atEnd,
        rate.rate,
        rate.n === 0 ? null : rate.low,
        rate.n === 0 ? null : rate.high,
        Number(complete),
        Number(knowable),
      ],
    ),
  ];
}

/** One row a reason. */
export function reasonsTable({ reasons }: Pick<ChurnAnswer, 'reasons'>): Cell[][] {
  return [
    [
      t('churn.csv.reason'),
      t('churn.csv.gone'),
      t('churn.csv.of'),
      t('churn.csv.rate'),
      t('churn.csv.low'),
      t('churn.csv.high'),
    ],
    ...reasons.map(({ share: { k, n, rate, low, high }, ...reason }): Cell[] => [
      reasonText(reason),
      k,
      n,
      rate,
      low,
      high,
    ]),
  ];
}
