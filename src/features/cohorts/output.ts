import type { ExportedSvg, ExportOptions } from '../../charts/export/svg.ts';
import { heatSvg } from '../../charts/heatmap/export.ts';
import { layoutHeat } from '../../charts/heatmap/layout.ts';
import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { RetentionPick } from '../../questions/retention.ts';
import type { Answered } from '../../state/analysis.svelte.ts';
import type { Toasts } from '../../state/toasts.svelte.ts';
import type { MenuItem } from '../../ui/types.ts';
import { pictureItem, saveCsv } from '../analysis/output.ts';
import { resultOf } from './picks.ts';
import { cohortTable, figuresTable } from './tables.ts';
import { cellsText, cohortsText, currencyOf, namesOf, pickSubtitle } from './words.ts';

/** What the cohorts on screen can be taken away as. `currency`: ISO 4217 code of the workspace. */
export function exportItems(
  { question, answer }: Answered<'retention'>,
  group: RetentionPick['group'],
  figure: Element | undefined,
  currency: string,
  format: Format,
  toasts: Toasts,
): readonly MenuItem[] {
  const file = t('cohorts.export.file');
  const result = resultOf(answer, group);
  const whole = t('cohorts.chart', namesOf(question));
  const title =
    group === null || result === answer.total
      ? whole
      : t('cohorts.export.group', { title: whole, group: pickSubtitle({ group }, question) });
  const table = t('cohorts.export.title', {
    cells: cellsText(question),
    cohorts: cohortsText(question),
    title,
  });
  const heatmap = (options: ExportOptions): ExportedSvg =>
    heatSvg(
      document.body,
      layoutHeat(result, question.cells, question.mean),
      {
        format,
        figure: question.cells,
        mean: question.mean,
        columns: answer.columns,
        period: question.period,
        currency: currencyOf(question, currency),
      },
      t('charts.heat.cohort'),
      options,
    );
  const curves = pictureItem(
    figure,
    { title, description: title },
    `${file}-curves`,
    toasts,
    t('cohorts.export.curves'),
  );
  return [
    {
      label: t('analysis.export.table'),
      run: () => saveCsv(cohortTable(question, answer, result, format), file),
    },
    {
      label: t('cohorts.export.figures'),
      run: () => saveCsv(figuresTable(question, answer, format), `${file}-figures`),
    },
    pictureItem(heatmap, { title: table, description: table }, file, toasts, t('cohorts.export.table')),
    curves,
  ];
}
