import type { Drawing } from '../../charts/export/export.ts';
import { heatSvg } from '../../charts/heatmap/export.ts';
import { layoutHeat } from '../../charts/heatmap/layout.ts';
import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { RetentionPick, RetentionQuestion, RetentionResult } from '../../questions/retention.ts';
import type { Answered } from '../../state/analysis.svelte.ts';
import type { MenuItem } from '../../ui/types.ts';
import { saveCsv } from '../analysis/output.ts';
import { resultOf } from './picks.ts';
import { cohortTable, figuresTable } from './tables.ts';
import { cellsText, cohortsText, currencyOf, namesOf } from './words.ts';

/** Returns what the cohorts on screen can be taken away as beside their pictures. */
export function exportItems(
  { question, answer }: Answered<'retention'>,
  group: RetentionPick['group'],
  format: Format,
): readonly MenuItem[] {
  const file = t('cohorts.export.file');
  const result = resultOf(answer, group);
  return [
    {
      label: t('analysis.export.table'),
      run: () => saveCsv(cohortTable(question, answer, result, format), file),
    },
    {
      label: t('cohorts.export.figures'),
      run: () => saveCsv(figuresTable(question, answer, format), `${file}-figures`),
    },
  ];
}

/** Returns the heading of a picture of cohorts, which stands alone. */
export function pictureTitle(question: RetentionQuestion, shown: string | null): string {
  const title = t('cohorts.chart', namesOf(question));
  return t('cohorts.export.title', {
    cells: cellsText(question),
    cohorts: cohortsText(question),
    title: shown === null ? title : t('cohorts.export.group', { title, group: shown }),
  });
}

/** Returns what draws the table of cohorts for a file; on the page it is a grid. `currency`: ISO 4217 code of the workspace. */
export function tableDrawing(
  { question, answer }: Answered<'retention'>,
  result: RetentionResult,
  currency: string,
  format: Format,
): Drawing {
  const words = {
    format,
    figure: question.cells,
    mean: question.mean,
    columns: answer.columns,
    period: question.period,
    currency: currencyOf(question, currency),
  };
  const layout = layoutHeat(result, question.cells, question.mean);
  return (options) => heatSvg(document.body, layout, words, t('charts.heat.cohort'), options);
}
