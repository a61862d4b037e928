import { periodLabel } from '../../charts/period.ts';
import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { Answered } from '../../state/analysis.svelte.ts';
import type { Toasts } from '../../state/toasts.svelte.ts';
import type { MenuItem } from '../../ui/types.ts';
import { rangeText } from '../analysis/compared.ts';
import { pictureItems, saveCsv } from '../analysis/output.ts';
import { eventsText } from '../question/words.ts';
import { revenueTable } from './tables.ts';

/** What holds the drawings of the currency shown first. */
export interface Figured {
  readonly flow: Element | undefined;
  readonly steps: Element | undefined;
  /** The period that `steps` adds up. */
  readonly stepped: string;
}

/** What the revenue on screen can be taken away as. `code`: currency of the workspace. */
export function exportItems(
  { question, answer }: Answered<'revenue'>,
  { flow, steps, stepped }: Figured,
  code: string,
  format: Format,
  toasts: Toasts,
): readonly MenuItem[] {
  const file = t('revenue.export.file');
  const title = t('revenue.name', { event: eventsText(question.subscription) });
  const picture = {
    title,
    description: t('analysis.picture', { title, range: rangeText(question.range, format) }),
  };
  const sum = t('revenue.step.chart', { period: periodLabel(stepped, question.period, format) });
  return [
    { label: t('analysis.export.table'), run: () => saveCsv(revenueTable(answer, code), file) },
    ...pictureItems(flow, picture, file, toasts),
    ...pictureItems(steps, { title: sum, description: sum }, `${file}-waterfall`, toasts, {
      svg: t('revenue.export.flow.svg'),
      png: t('revenue.export.flow.png'),
    }),
  ];
}
