import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { StagesAnswer, StagesProof } from '../../questions/stages.ts';

type Visit = StagesProof['visits'][number];

/** A line of a lead's proof: a place it came to, and how it left. */
export interface WhyRow {
  readonly kind: 'stage' | 'won' | 'lost';
  readonly name: string;
  /** Number of the stage from 1, or a sign of the outcome. */
  readonly mark: string;
  readonly entered: Visit['entered'];
  /** How long, and where to; '' in an outcome that lasts. */
  readonly text: string;
  /** Still there, for longer than usual. */
  readonly late: boolean;
}

/** Lays out the way of a lead, a line for every stay. `names` are those of all places, won and lost last. */
export function whyRows(
  { visits }: Pick<StagesProof, 'visits'>,
  { stages }: Pick<StagesAnswer, 'stages'>,
  names: readonly string[],
  format: Format,
): readonly WhyRow[] {
  const won = stages.length;
  return visits.map((visit): WhyRow => {
    const { stage, to, ms, entered } = visit;
    const usual = stages[stage]?.usual ?? Number.NaN;
    const late = stage < won && to === null && ms > usual;
    return {
      kind: stage < won ? 'stage' : stage === won ? 'won' : 'lost',
      name: names[stage] ?? '',
      mark: stage < won ? format.integer(stage + 1) : stage === won ? '✓' : '×',
      entered,
      text: textOf(visit, won, names, late ? usual : null, format),
      late,
    };
  });
}

function textOf(
  { stage, to, ms }: Visit,
  won: number,
  names: readonly string[],
  usual: number | null,
  format: Format,
): string {
  const time = format.exactDuration(ms);
  if (to === null) {
    if (stage >= won) return '';
    return usual === null
      ? t('stages.why.still', { time })
      : t('stages.why.overdue', { time, usual: format.exactDuration(usual) });
  }
  if (stage >= won) return t('stages.why.reopened', { time });
  if (to < stage) return t('stages.why.back', { stage: names[to] ?? '', time });
  if (to < won && to > stage + 1)
    return t('stages.why.skip', { count: to - stage - 1, stage: names[to] ?? '', time });
  return t('stages.why.stay', { time });
}
