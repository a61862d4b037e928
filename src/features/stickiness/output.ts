import { t } from '../../i18n/i18n.svelte.ts';
import type { StickinessPeriod } from '../../questions/stickiness.ts';
import type { Answered } from '../../state/analysis.svelte.ts';
import type { MenuItem } from '../../ui/types.ts';
import { saveCsv } from '../analysis/output.ts';
import { partsTable, periodsTable } from './tables.ts';

/** Returns what the stickiness on screen can be taken away as beside its pictures; `period` is the one shown. */
export function exportItems(
  { answer }: Answered<'stickiness'>,
  period: StickinessPeriod | undefined,
): readonly MenuItem[] {
  const file = t('stickiness.export.file');
  return [
    ...(period === undefined
      ? []
      : [{ label: t('analysis.export.table'), run: () => saveCsv(partsTable(period), file) }]),
    { label: t('stickiness.export.periods'), run: () => saveCsv(periodsTable(answer), `${file}-periods`) },
  ];
}
