import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import { ageBucket, endOf } from '../../engine/stages/ways.ts';
import type { StagesAnswer, StagesPick, StagesProof, StagesQuestion } from '../../questions/stages.ts';

type Visit = StagesProof['visits'][number];

/** Returns whether the list of a pick holds a lead, whatever its group. */
export function isListed(
  { undated, state, cycle, visits }: StagesProof,
  pick: StagesPick,
  { handOver }: Pick<StagesQuestion, 'handOver'>,
  { stages }: Pick<StagesAnswer, 'stages'>,
): boolean {
  if (pick.of === 'undated') return undated?.place === pick.place;
  if (undated !== null) return false;
  const usualOf = ({ stage }: Visit): number => stages[stage]?.usual ?? Number.NaN;
  const late = (visit: Visit): boolean => visit.to === null && visit.ms > usualOf(visit);
  const own = (of: (visit: Visit) => boolean): boolean =>
    visits.some((visit) => 'stage' in pick && visit.stage === pick.stage && of(visit));
  switch (pick.of) {
    case 'stage':
      if (pick.state === 'entered') return own(() => true);
      if (pick.state === 'overdue') return own(late);
      return own(({ stage, to }) => endOf(stage, to ?? -1, stages.length) === pick.state);
    case 'aged':
      return own((visit) => visit.to === null && ageBucket(visit.ms, usualOf(visit)) === pick.bucket);
    case 'overdue':
      return visits.some(late);
    case 'move':
      return visits.some(({ stage, to }) => stage === pick.from && to === pick.to);
    case 'cycle':
      return state === 'won' && cycle >= pick.from && cycle < (pick.to ?? Infinity);
    case 'outcome':
      return (pick.state === 'all' || pick.state === state) && !(cycle > (pick.by ?? Infinity));
    case 'hand-over': {
      const begin = visits.findIndex(({ stage }) => stage === handOver?.from);
      if (begin < 0 || pick.state === 'all') return begin >= 0;
      if (visits.some(({ stage }, index) => index > begin && stage === handOver?.to))
        return pick.state === 'done';
      return pick.state === (state === 'open' ? 'waiting' : 'closed');
    }
  }
}

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
