import type { Area } from '../message.ts';

/** What the chart of churn by period says. */
export const chartsChurn = {
  'charts.churn.rate': 'churn rate',
  'charts.churn.moves': 'people',
  'charts.churn.started': 'Began',
  'charts.churn.returned': 'Came back',
  'charts.churn.churned': 'Gone',
  'charts.churn.mark': '{period}, {change}',
  'charts.churn.count': '{change}: {count}',
  'charts.churn.rate.of': 'Churn rate {rate} ({interval}), {k} of {n}',
  'charts.churn.rate.early': 'churn rate not known yet: nobody could be gone',
  'charts.churn.rate.none': 'nobody there at the start',
  'charts.churn.balance': '{start} at the start, {end} at the end',
} as const satisfies Area<'charts'>;
