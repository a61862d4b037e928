import { t } from '../../i18n/i18n.svelte.ts';
import type { Durations } from '../../questions/funnel.ts';
import type { StagesAnswer, StagesQuestion } from '../../questions/stages.ts';
import { DAY_MS } from '../../base/calendar.ts';
import { groupName } from '../analysis/groups.ts';
import type { Cell } from '../analysis/output.ts';
import { handOverCounts, undatedIn } from './rows.ts';
import { placeNames, stageName } from './words.ts';

/** Times of a table are days. */
const days = (ms: number | null): number | null => (ms === null ? null : ms / DAY_MS);
const timesOf = ({ n, p10, p25, median, p75, p90, mean }: Durations): Cell[] => [
  n,
  ...[p10, p25, median, p75, p90, mean].map(days),
];

/** One row a stage, then one for each way to close, and the hand-over, which adds columns of what became of it. Times in days. */
export function stagesTable(question: StagesQuestion, answer: StagesAnswer): Cell[][] {
  const { cycle, handOver } = answer;
  const names = placeNames(question);
  const ends = [
    [t('stages.table.cycle.won'), cycle.won],
    [t('stages.table.cycle.lost'), cycle.lost],
    [t('stages.table.cycle.closed'), cycle.closed],
  ] as const;
  const handed = handOver === null || question.handOver === null ? null : question.handOver;
  const beside: null[] = handed === null ? [] : [null, null];
  return [
    [
      t('stages.table.stage'),
      t('stages.table.entered'),
      t('stages.part.went-on'),
      t('stages.part.went-back'),
      t('stages.part.lost'),
      t('stages.table.open'),
      t('stages.table.overdue'),
      t('stages.table.undated'),
      t('stages.table.n'),
      ...(['p10', 'p25', 'median', 'p75', 'p90', 'mean', 'censored', 'usual'] as const).map((key) =>
        t('stages.table.days', { figure: t(`stages.table.${key}`) }),
      ),
      ...(handed === null ? [] : [t('stages.hand-over.waiting'), t('stages.hand-over.closed')]),
    ],
    ...answer.stages.map((stage, index): Cell[] => [
      stageName(question, index),
      stage.entered,
      stage.wentOn,
      stage.wentBack,
      stage.lost,
      stage.open,
      stage.overdue.k,
      undatedIn(answer, index),
      ...timesOf(stage.time),
      days(stage.median),
      days(stage.usual),
      ...beside,
    ]),
    ...ends.map(([name, time]): Cell[] => [
      name,
      ...Array<Cell>(7).fill(null),
      ...timesOf(time),
      name === ends[0][0] ? days(answer.conversion.total.median.time) : null,
      null,
      ...beside,
    ]),
    ...handOverTable(names, handed, handOver),
  ];
}

/** The row of the hand-over, if one is measured. */
function handOverTable(
  names: readonly string[],
  between: StagesQuestion['handOver'],
  handOver: StagesAnswer['handOver'],
): Cell[][] {
  if (between === null || handOver === null) return [];
  const counts = handOverCounts(handOver);
  return [
    [
      t('stages.table.hand-over', { from: names[between.from] ?? '', to: names[between.to] ?? '' }),
      handOver.waiting.total.n,
      ...Array<Cell>(6).fill(null),
      ...timesOf(handOver.time),
      null,
      null,
      counts.waiting,
      counts.closed,
    ],
  ];
}

/** One row a place that leads left, a column a place they went to. */
export function movesTable(question: StagesQuestion, { moves }: StagesAnswer): Cell[][] {
  const names = placeNames(question);
  return [[t('charts.matrix.from'), ...names], ...moves.map((row, from) => [names[from] ?? '', ...row])];
}

/** The curves of winning: one row a step, of all and of each group. Shares from 0 to 1, times in days. */
export function curveTable({ conversion: { total, groups } }: StagesAnswer): Cell[][] {
  const curves = [
    { name: t('stages.curve.all'), curve: total.curve },
    ...groups.map((group) => ({ name: groupName(group), curve: group.curve })),
  ];
  return [
    [
      t('stages.groups.value'),
      t('stages.csv.days'),
      t('stages.csv.won'),
      t('stages.csv.low'),
      t('stages.csv.high'),
      t('stages.csv.atRisk'),
    ],
    ...curves.flatMap(({ name, curve }) =>
      curve.map(({ time, survival, low, high, atRisk }): Cell[] => [
        name,
        days(time),
        1 - survival,
        1 - high,
        1 - low,
        atRisk,
      ]),
    ),
  ];
}

/** Won leads by how long they took, days; each bar from its first up to its last. */
export function binsTable({ cycle: { bins } }: StagesAnswer): Cell[][] {
  return [
    [t('stages.csv.from'), t('stages.csv.to'), t('stages.won')],
    ...bins.counts.map((count, bin): Cell[] => [
      days(bins.edges[bin] ?? null),
      days(bins.edges[bin + 1] ?? null),
      count,
    ]),
  ];
}
