import type { AgeRow } from '../../charts/timespread/ages.ts';
import type { Look, SpreadMark, SpreadPart, SpreadRow } from '../../charts/timespread/layout.ts';
import type { TimeShare } from '../../charts/timespread/shares.ts';
import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { StagesAnswer, StagesPick, StagesQuestion, StageTime } from '../../questions/stages.ts';
import { sameGroup } from '../analysis/groups.ts';
import { placeNames, stageName } from './words.ts';

/** What became of those who came into a stage, in the order of the bars. */
const PARTS = [
  { id: 'went-on', look: 'on' },
  { id: 'open', look: 'open' },
  { id: 'went-back', look: 'back' },
  { id: 'lost', look: 'lost' },
] as const satisfies readonly { readonly id: string; readonly look: Look }[];
/** Ages of open leads, in the order of the bars. */
export const AGES = [
  { id: 'stages.age.0', look: 'fresh' },
  { id: 'stages.age.1', look: 'due' },
  { id: 'stages.age.2', look: 'late' },
  { id: 'stages.age.3', look: 'stale' },
] as const satisfies readonly { readonly id: string; readonly look: Look }[];

/** Name and figures of every stage, as its strip and bar show them. */
export function spreadRows(question: StagesQuestion, answer: StagesAnswer): readonly SpreadRow[] {
  const undated = answer.stages.some((_, index) => undatedIn(answer, index) > 0);
  return answer.stages.map((stage, index) => ({
    name: stageName(question, index),
    count: stage.entered,
    ...(stage.entered === 0 && undatedIn(answer, index) > 0
      ? { said: t('stages.undated.count', { count: undatedIn(answer, index) }) }
      : {}),
    time: stage.time,
    median: stage.median,
    usual: stage.usual,
    parts: [
      ...PARTS.map(({ id, look }) => ({
        id,
        look,
        label: t(`stages.part.${id}`),
        count: countIn(stage, id),
      })),
      ...(undated ? [undatedPart(answer, index)] : []),
    ],
  }));
}

/** Leads that stand in a stage, or at won or lost, without a date (W7). */
export function undatedIn({ undated }: Pick<StagesAnswer, 'undated'>, place: number): number {
  return undated[place] ?? 0;
}

function undatedPart(answer: Pick<StagesAnswer, 'undated'>, place: number): SpreadPart {
  return {
    id: 'undated',
    look: 'undated',
    label: t('stages.part.undated'),
    count: undatedIn(answer, place),
  };
}

/** The people of a mark of a strip or bar. */
export function spreadPick({ row, part }: SpreadMark): StagesPick {
  if (part === PARTS.length) return { of: 'undated', place: row };
  return { of: 'stage', stage: row, state: PARTS[part]?.id ?? 'entered' };
}

/** The mark of a strip or bar whose people are open, or null. */
export function spreadMark(pick: StagesPick | null): SpreadMark | null {
  if (pick?.of === 'undated') return { row: pick.place, part: PARTS.length };
  if (pick?.of !== 'stage' || pick.state === 'overdue') return null;
  return { row: pick.stage, part: PARTS.findIndex(({ id }) => id === pick.state) };
}

/** The stages somebody is open in, by how long already, those without a date last; `at` is the stage of each. */
export function ageRows(
  question: StagesQuestion,
  answer: Pick<StagesAnswer, 'stages' | 'undated'>,
  format: Format,
): readonly (AgeRow & { readonly at: number })[] {
  return answer.stages.flatMap((stage, at) => {
    const undated = undatedPart(answer, at);
    if (stage.open + undated.count === 0) return [];
    const known = Number.isFinite(stage.usual);
    const note =
      stage.open === 0
        ? t('stages.ages.undated')
        : known
          ? question.lost === null
            ? t('stages.ages.note.usual', { usual: format.duration(stage.usual) })
            : t('stages.ages.note', {
                usual: format.duration(stage.usual),
                late: format.percent(stage.overdue.rate, 0),
              })
          : t('stages.ages.unknown');
    return [
      {
        at,
        name: stageName(question, at),
        count: stage.open + undated.count,
        note,
        parts: [
          ...AGES.map(({ id, look }, bucket) => ({
            id,
            look,
            label: t(id),
            count: stage.aged[bucket] ?? 0,
          })),
          {
            id: 'open',
            look: 'back' as const,
            label: t('stages.age.open'),
            count: known ? 0 : stage.open,
          },
          undated,
        ],
      },
    ];
  });
}

/** The people of a part of a bar of ages, by its id. */
export function agePick(stage: number, part: string): StagesPick {
  if (part === 'undated') return { of: 'undated', place: stage };
  const bucket = AGES.findIndex(({ id }) => id === part);
  return bucket < 0 ? { of: 'stage', stage, state: 'open' } : { of: 'aged', stage, bucket };
}

/** Mean times that won leads spent in each stage; what is left of their mean cycle they spent closed, before they were reopened. */
export function wonShares(question: StagesQuestion, { stages, cycle }: StagesAnswer): readonly TimeShare[] {
  const shares = stages.map(({ ofWon }, index) => ({ name: stageName(question, index), ms: ofWon }));
  const rest = cycle.won.mean - shares.reduce((sum, { ms }) => sum + ms, 0);
  // Less than a thousandth is what rounding leaves.
  return rest > cycle.won.mean / 1000 ? [...shares, { name: t('stages.shares.after'), ms: rest }] : shares;
}

/** The hand-over as a strip, with what became of those who came into its first stage. */
export function handOverRow(question: StagesQuestion, { handOver }: StagesAnswer): SpreadRow | null {
  if (handOver === null || question.handOver === null) return null;
  const { total } = handOver.waiting;
  const counts = handOverCounts(handOver);
  const names = placeNames(question);
  const [from, to] = [names[question.handOver.from] ?? '', names[question.handOver.to] ?? ''];
  return {
    name: t('stages.hand-over.row', { from, to }),
    count: total.n,
    time: handOver.time,
    median: total.median.time,
    usual: Number.NaN,
    parts: HAND_OVER_PARTS.map(({ id, look }) => ({
      id,
      look,
      label: t(`stages.hand-over.${id}`),
      count: counts[id],
    })),
  };
}

/** What became of those who came into the first stage of a hand-over, in the order of the bar. */
const HAND_OVER_PARTS = [
  { id: 'done', look: 'on' },
  { id: 'waiting', look: 'open' },
  { id: 'closed', look: 'lost' },
] as const satisfies readonly { readonly id: string; readonly look: Look }[];

/** The people of a part of a hand-over's bar; of its strip for −1. */
export function handOverPick(part: number): StagesPick {
  return { of: 'hand-over', state: HAND_OVER_PARTS[part]?.id ?? 'all' };
}

/** The mark of a hand-over whose people are open, or null. */
export function handOverMark(pick: StagesPick | null): SpreadMark | null {
  if (pick?.of !== 'hand-over') return null;
  return { row: 0, part: HAND_OVER_PARTS.findIndex(({ id }) => id === pick.state) };
}

/** Leads that were handed over, those that wait, and those closed without it. */
export function handOverCounts({ time, waiting, open }: NonNullable<StagesAnswer['handOver']>): {
  readonly done: number;
  readonly waiting: number;
  readonly closed: number;
} {
  return { done: time.n, waiting: open, closed: waiting.total.n - time.n - open };
}

/** How many the mark of a pick counts; 0 when the answer has no such mark, NaN for a time on the curve of winning, which only the list counts. */
export function countOf(answer: StagesAnswer, pick: StagesPick): number {
  switch (pick.of) {
    case 'stage': {
      const stage = answer.stages[pick.stage];
      return stage === undefined ? 0 : countIn(stage, pick.state);
    }
    case 'aged':
      return answer.stages[pick.stage]?.aged[pick.bucket] ?? 0;
    case 'overdue':
      return overdueOf(answer).k;
    case 'undated':
      return undatedIn(answer, pick.place);
    case 'move':
      return answer.moves[pick.from]?.[pick.to] ?? 0;
    case 'cycle':
      return answer.cycle.bins.counts[answer.cycle.bins.edges.indexOf(pick.from)] ?? 0;
    case 'outcome': {
      const { group, state, by } = pick;
      if (by !== undefined) return Number.NaN;
      if (group === null) return state === 'all' ? answer.leads : answer[state];
      const own = answer.conversion.groups.find((each) => sameGroup(each, group));
      return own === undefined ? 0 : state === 'won' ? own.events : own.n;
    }
    case 'hand-over': {
      if (answer.handOver === null) return 0;
      return { ...handOverCounts(answer.handOver), all: answer.handOver.waiting.total.n }[pick.state];
    }
  }
}

/** Open leads older than usual in their stage, of those in stages whose usual time is known. */
export function overdueOf({ stages }: Pick<StagesAnswer, 'stages'>): {
  readonly k: number;
  readonly n: number;
} {
  return stages.reduce((sum, { overdue }) => ({ k: sum.k + overdue.k, n: sum.n + overdue.n }), {
    k: 0,
    n: 0,
  });
}

function countIn(stage: StageTime, state: (StagesPick & { of: 'stage' })['state']): number {
  switch (state) {
    case 'entered':
    case 'lost':
    case 'open':
      return stage[state];
    case 'went-on':
      return stage.wentOn;
    case 'went-back':
      return stage.wentBack;
    case 'overdue':
      return stage.overdue.k;
  }
}
