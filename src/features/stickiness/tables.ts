import { t } from '../../i18n/i18n.svelte.ts';
import type { StickinessAnswer, StickinessPeriod } from '../../questions/stickiness.ts';
import { groupName } from '../analysis/groups.ts';
import type { Cell } from '../analysis/output.ts';
import { ratioOf } from './figures.ts';

/** One period: a row for every number of sub-periods, shares from 0 to 1. */
export function partsTable({ exactly, atLeast }: StickinessPeriod): Cell[][] {
  return [
    [
      t('stickiness.csv.parts'),
      t('stickiness.csv.exactly'),
      t('stickiness.csv.atLeast'),
      t('stickiness.csv.rate'),
      t('stickiness.csv.low'),
      t('stickiness.csv.high'),
    ],
    ...exactly.map((people, index): Cell[] => {
      const rate = atLeast[index];
      return [index + 1, people, rate?.k ?? null, rate?.rate ?? null, rate?.low ?? null, rate?.high ?? null];
    }),
  ];
}

/** Every period of everyone, then those of each group; `complete` and `data begin here` are 1 or 0. */
export function periodsTable(answer: StickinessAnswer): Cell[][] {
  const parts = [
    { name: t('analysis.group.all'), periods: answer.periods },
    ...answer.groups.map((group) => ({ name: groupName(group), periods: group.periods })),
  ];
  return [
    [
      t('stickiness.csv.group'),
      t('stickiness.csv.period'),
      t('stickiness.csv.of'),
      t('stickiness.csv.active'),
      t('stickiness.csv.mean'),
      t('stickiness.csv.ratio'),
      t('stickiness.csv.complete'),
      t('stickiness.csv.opening'),
    ],
    ...parts.flatMap(({ name, periods }) =>
      periods.map((period): Cell[] => [
        name,
        period.period,
        period.parts,
        period.active,
        period.mean,
        ratioOf(period),
        Number(period.complete),
        Number(period.opening),
      ]),
    ),
  ];
}
