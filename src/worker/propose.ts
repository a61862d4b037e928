import type { Control } from '../base/control.ts';
import type { Run } from '../domain/run.ts';
import { proposeLifecycle, proposeStickiness } from '../engine/activity/propose.ts';
import { proposeChurn, type Pipeline } from '../engine/churn/propose.ts';
import { proposeFunnel } from '../engine/funnel/propose.ts';
import { proposeRetention } from '../engine/retention/propose.ts';
import { proposeRevenue } from '../engine/revenue/propose.ts';
import { proposeVelocity } from '../engine/velocity/propose.ts';
import type { EventTable } from '../engine/table.ts';
import type { MappedStage, Mapping, Shape } from '../ingest/types.ts';
import { defaultFunnel, stepOf } from '../questions/defaults.ts';
import { everything } from '../questions/filter.ts';
import type { FunnelQuestion } from '../questions/funnel.ts';
import type { Analyses, Question, QuestionKind } from '../questions/question.ts';
import { defaultStages } from '../questions/stages-form.ts';
import type { StagesQuestion } from '../questions/stages.ts';

/** Shapes of files that say themselves which stages there are and in which order. */
const STAGED: ReadonlySet<string> = new Set<Shape>(['stage-dates', 'stage-current', 'step-files']);

type Propose<K extends QuestionKind> = (
  table: EventTable,
  runs: readonly Run[],
  control: Control,
) => Promise<Analyses[K]['question'] | null>;

/** One line per kind of question that the data can propose. */
const proposals: { readonly [K in QuestionKind]?: Propose<K> } = {
  funnel: firstFunnel,
  stages: async (...data) => alongFunnel(await firstFunnel(...data)),
  velocity: async (table, runs, control) => {
    const stages = alongFunnel(await firstFunnel(table, runs, control));
    return stages && proposeVelocity(table, stages, control);
  },
  retention: (table, _runs, control) => proposeRetention(table, control),
  churn: (table, runs, control) => proposeChurn(table, pipelineOf(runs), control),
  revenue: (table, _runs, control) => proposeRevenue(table, control),
  lifecycle: (table, _runs, control) => proposeLifecycle(table, control),
  stickiness: (table, _runs, control) => proposeStickiness(table, control),
};

/** Returns a question of the kind to begin with; null when the data give none. */
export async function firstQuestion(
  kind: QuestionKind,
  table: EventTable,
  runs: readonly Run[],
  control: Control,
): Promise<Question | null> {
  return (await proposals[kind]?.(table, runs, control)) ?? null;
}

/**
 * Returns the funnel to begin with: the question that a sample is about, or along the stages of the newest import that named any, else the most likely order
 * measured from the events. null without events.
 */
async function firstFunnel(
  table: EventTable,
  runs: readonly Run[],
  control: Control,
): Promise<FunnelQuestion | null> {
  const newest = runs.at(-1);
  if (newest?.shape === 'sample') return (newest.mapping as { readonly question: FunnelQuestion }).question;
  const staged = runs.findLast((run) => STAGED.has(run.shape));
  const known = staged === undefined ? null : alongStages(staged.mapping as Mapping, table);
  return known ?? proposeFunnel(table, control);
}

function alongStages({ shape, stages }: Mapping, table: EventTable): FunnelQuestion | null {
  const present = stages.filter(({ name }) => table.names.find(name) >= 0);
  const of = (type: MappedStage['type']): string[] =>
    present.filter((stage) => stage.type === type).map(({ name }) => name);
  const [won, lost] = [of('won'), of('lost')];
  const steps = of('open').map((name) => stepOf(name));
  if (won.length > 0) steps.push({ ...stepOf(won[0]!), events: won });
  if (steps.length < 2) return null;
  return {
    ...defaultFunnel(steps, null),
    // Leads skip stages, and exports keep one date a stage or only the present one: being at a stage implies those before.
    order: shape === 'step-files' ? 'ordered' : 'reached',
    lost: lost.length === 0 ? null : { events: lost, where: everything },
  };
}

/** Returns the stages that imports name, and those of a sample that is about a pipeline. */
function pipelineOf(runs: readonly Run[]): Pipeline {
  const stages = runs.flatMap((run): readonly MappedStage[] => {
    if (STAGED.has(run.shape)) return (run.mapping as Mapping).stages;
    if (run.shape !== 'sample') return [];
    const { steps, order, lost } = (run.mapping as { readonly question: FunnelQuestion }).question;
    if (order !== 'reached') return [];
    const names = steps.map(({ events }) => events);
    return [
      ...names.slice(0, -1).flatMap((events) => staged(events, 'open')),
      ...staged(names.at(-1) ?? [], 'won'),
      ...staged(lost?.events ?? [], 'lost'),
    ];
  });
  return {
    stages: stages.map(({ name }) => name),
    won: stages.filter(({ type }) => type === 'won').map(({ name }) => name),
  };
}

const staged = (events: readonly string[], type: MappedStage['type']): MappedStage[] =>
  events.map((name) => ({ name, type }));

/** Returns the times along a funnel: its steps are the stages, the last one is won; null with fewer than two. */
function alongFunnel(funnel: FunnelQuestion | null): StagesQuestion | null {
  const steps = (funnel?.steps ?? []).map(({ events, where, label }) => ({ events, where, label }));
  const last = steps.pop();
  if (funnel === null || last === undefined || steps.length === 0) return null;
  const { events, where } = last;
  // A stage that is won as soon as it is entered is none.
  if (steps.some((step) => step.events.some((name) => events.includes(name)))) return null;
  const { unit, lost } = funnel;
  return {
    ...defaultStages(steps, { events, where }, lost && { events: lost.events, where: lost.where }),
    unit: unit.by === 'attempt' ? { by: 'person' } : unit,
  };
}
