import type { ChurnPick, ChurnProof } from './churn.ts';
import type { FunnelPick, FunnelProof } from './funnel.ts';
import type { LifecyclePick, LifecycleProof } from './lifecycle.ts';
import type { Analyses } from './question.ts';
import type { RetentionPick, RetentionProof } from './retention.ts';
import type { RevenuePick, RevenueProof } from './revenue.ts';
import type { StagesPick, StagesProof } from './stages.ts';
import type { StickinessPick, StickinessProof } from './stickiness.ts';
import type { VelocityPick, VelocityProof } from './velocity.ts';

/**
 * What stands behind the figures of an answer, by kind of question: which of its people can be asked for, and why one of
 * them is counted. Kinds without people have no line. A new one adds a line in `engine/people.ts` and in `engine/prove.ts`.
 */
export interface Behind {
  funnel: { pick: FunnelPick; proof: FunnelProof };
  stages: { pick: StagesPick; proof: StagesProof };
  churn: { pick: ChurnPick; proof: ChurnProof };
  retention: { pick: RetentionPick; proof: RetentionProof };
  stickiness: { pick: StickinessPick; proof: StickinessProof };
  lifecycle: { pick: LifecyclePick; proof: LifecycleProof };
  velocity: { pick: VelocityPick; proof: VelocityProof };
  revenue: { pick: RevenuePick; proof: RevenueProof };
}

/** The name of an analysis with people behind its figures. */
export type PeopledKind = keyof Behind;
/** A question with people behind the figures of its answer. */
export type PeopledQuestion = Analyses[PeopledKind]['question'];
/** A figure of an answer: the question, and which of its people. */
export type Picked<K extends PeopledKind> = {
  readonly [Kind in K]: {
    readonly question: Analyses[Kind]['question'];
    readonly pick: Behind[Kind]['pick'];
  };
}[K];
/** Why a person is counted as they are. */
export type Proof = Behind[PeopledKind]['proof'];
