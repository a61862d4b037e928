import { t } from '../../i18n/i18n.svelte.ts';
import type { CountsAnswer } from '../../questions/counts.ts';
import type { FunnelResult, GroupResult, Rate } from '../../questions/funnel.ts';
import type { Cell } from '../analysis/output.ts';

const interval = (rate: Rate | null): Cell[] =>
  rate === null ? [null, null, null, null] : [rate.rate, rate.low, rate.high, rate.n];

/** The funnel as a table: one row a step. Shares from 0 to 1, times in seconds. */
export function stepTable({ steps }: Pick<FunnelResult, 'steps'>): Cell[][] {
  return [
    [
      t('funnel.csv.step'),
      t('charts.segment.entered'),
      t('charts.segment.went-on'),
      t('charts.segment.open'),
      t('charts.segment.dropped'),
      t('charts.segment.excluded'),
      t('funnel.csv.share'),
      t('funnel.csv.share.low'),
      t('funnel.csv.share.high'),
      t('funnel.csv.onward'),
      t('funnel.csv.low'),
      t('funnel.csv.high'),
      t('funnel.csv.base'),
      t('funnel.csv.median'),
    ],
    ...steps.map((step): Cell[] => [
      step.label,
      step.entered,
      step.wentOn,
      step.open,
      step.dropped,
      step.excluded,
      step.ofEntrants.rate,
      step.ofEntrants.low,
      step.ofEntrants.high,
      ...interval(step.onward),
      step.toNext === null ? null : step.toNext.median / 1000,
    ]),
  ];
}

/** Typed counts as a table: one row a stage. Shares from 0 to 1. */
export function countsTable({ stages }: CountsAnswer): Cell[][] {
  return [
    [
      t('funnel.counts.stage'),
      t('funnel.counts.count'),
      t('funnel.csv.share'),
      t('funnel.csv.share.low'),
      t('funnel.csv.share.high'),
      t('funnel.csv.onward'),
      t('funnel.csv.low'),
      t('funnel.csv.high'),
      t('funnel.csv.base'),
    ],
    ...stages.map(({ label, count, ofEntrants, onward }): Cell[] => [
      label,
      count,
      ofEntrants.rate,
      ofEntrants.low,
      ofEntrants.high,
      ...interval(onward),
    ]),
  ];
}

/** The groups of a breakdown as a table: one row a group, its values first, then entrants by step. */
export function groupTable(
  properties: readonly string[],
  groups: readonly GroupResult[],
  nameOf: (group: GroupResult) => string,
): Cell[][] {
  const labels = groups[0]?.steps.map(({ label }) => label) ?? [];
  return [
    [
      ...properties,
      ...labels,
      t('funnel.by.rate'),
      t('funnel.csv.low'),
      t('funnel.csv.high'),
      t('funnel.csv.base'),
      t('funnel.by.open'),
      t('funnel.by.lost'),
    ],
    ...groups.map((group): Cell[] => [
      ...properties.map((_, index) =>
        group.kind === 'value' ? (group.values[index] ?? null) : index === 0 ? nameOf(group) : null,
      ),
      ...group.steps.map(({ entered }) => entered),
      ...interval(group.rate),
      group.open,
      group.lost,
    ]),
  ];
}
