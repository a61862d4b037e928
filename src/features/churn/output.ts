import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { Answered } from '../../state/analysis.svelte.ts';
import type { Toasts } from '../../state/toasts.svelte.ts';
import type { MenuItem } from '../../ui/types.ts';
import { pictureItems, saveCsv } from '../analysis/output.ts';
import type { KindOf } from '../question/words.ts';
import { curvesTable, groupsTable, periodsTable, reasonsTable } from './tables.ts';
import { ruleText } from './words.ts';

/** What the churn on screen can be taken away as. */
export function exportItems(
  { question, answer }: Answered<'churn'>,
  figure: Element | undefined,
  kindOf: KindOf,
  format: Format,
  toasts: Toasts,
): readonly MenuItem[] {
  const file = t('churn.export.file');
  const title = t('churn.curve.chart', { rule: ruleText(question.rule, answer.silence, kindOf, format) });
  return [
    { label: t('churn.export.groups'), run: () => saveCsv(groupsTable(answer), `${file}-groups`) },
    { label: t('churn.export.curves'), run: () => saveCsv(curvesTable(answer), `${file}-curves`) },
    ...(answer.periods.length === 0
      ? []
      : [{ label: t('churn.export.periods'), run: () => saveCsv(periodsTable(answer), `${file}-periods`) }]),
    ...(answer.reasons.length === 0
      ? []
      : [{ label: t('churn.export.reasons'), run: () => saveCsv(reasonsTable(answer), `${file}-reasons`) }]),
    ...pictureItems(figure, { title, description: title }, file, toasts),
  ];
}
