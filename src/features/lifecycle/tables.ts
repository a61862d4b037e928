import { t } from '../../i18n/i18n.svelte.ts';
import type { LifecycleAnswer, LifecyclePeriod } from '../../questions/lifecycle.ts';
import { groupName } from '../analysis/groups.ts';
import type { Cell } from '../analysis/output.ts';
import { beforeOf, netOf } from './figures.ts';

const heads = (): string[] => [
  t('lifecycle.csv.period'),
  t('lifecycle.csv.before'),
  t('lifecycle.csv.new'),
  t('lifecycle.csv.resurrected'),
  t('lifecycle.csv.dormant'),
  t('lifecycle.csv.active'),
  t('lifecycle.csv.returning'),
  t('lifecycle.csv.net'),
  t('lifecycle.csv.quick'),
  t('lifecycle.csv.complete'),
  t('lifecycle.csv.opening'),
];

function row(period: LifecyclePeriod): Cell[] {
  return [
    period.period,
    beforeOf(period),
    period.new,
    period.resurrected,
    period.dormant,
    period.active,
    period.returning,
    netOf(period),
    period.quickRatio,
    Number(period.complete),
    Number(period.opening),
  ];
}

/** The periods on screen, oldest first; `complete` and `data begin here` are 1 or 0. */
export function periodsTable(periods: readonly LifecyclePeriod[]): Cell[][] {
  return [heads(), ...periods.map(row)];
}

/** Every figure: the periods of everyone, then those of each group. */
export function figuresTable(answer: LifecycleAnswer): Cell[][] {
  const parts = [
    { name: t('analysis.group.all'), periods: answer.periods },
    ...answer.groups.map((group) => ({ name: groupName(group), periods: group.periods })),
  ];
  return [
    [t('lifecycle.csv.group'), ...heads()],
    ...parts.flatMap(({ name, periods }) => periods.map((period): Cell[] => [name, ...row(period)])),
  ];
}
