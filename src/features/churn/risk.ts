import type { Format } from '../../i18n/format.ts';
import type { PeoplePage, PersonRow } from '../../protocol/requests.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import { daysText, timesText } from './words.ts';

/** Figures of those at risk, in the order of their columns. */
export const MEASURES = ['silence-days', 'usual-days', 'silence-ratio', 'value'] as const;
export type Measure = (typeof MEASURES)[number];

/** What a column of figures is called: amounts say whether they are somebody's own, added up, or the latest. */
export function measureLabel(measure: Measure, worth: PeoplePage['worth']): string {
  return measure === 'value' ? t(`churn.risk.value.${worth?.is ?? 'own'}`) : t(`churn.risk.${measure}`);
}

/** A figure as it is read: `34 days`, `4.2×`, `€120`; amounts in the currency that the list says, else the workspace's. */
export function measureText(
  measure: Measure,
  value: number,
  worth: PeoplePage['worth'],
  format: Format,
): string {
  switch (measure) {
    case 'silence-days':
    case 'usual-days':
      return daysText(value, format);
    case 'silence-ratio':
      return timesText(value, format);
    case 'value':
      return format.money(value, worth?.currency ?? undefined);
  }
}

/** What a list says beside the name of somebody at risk: `34 days, usually 7 days`; '' for a row without these figures. */
export function riskLine({ measures }: PersonRow, names: readonly string[], format: Format): string {
  const of = (name: Measure): number => measures[names.indexOf(name)] ?? Number.NaN;
  const silence = of('silence-days');
  return Number.isNaN(silence)
    ? ''
    : t('churn.risk.line', {
        silence: daysText(silence, format),
        usual: daysText(of('usual-days'), format),
      });
}
