import type { ChurnAnswer, ChurnPick, ChurnProof, ChurnQuestion } from './churn.ts';
import type { VelocityAnswer, VelocityPick, VelocityProof, VelocityQuestion } from './velocity.ts';
import type { RevenueAnswer, RevenuePick, RevenueProof, RevenueQuestion } from './revenue.ts';
import type { StagesAnswer, StagesPick, StagesProof, StagesQuestion } from './stages.ts';
import type { CountsAnswer, CountsQuestion } from './counts.ts';
import type { FunnelAnswer, FunnelPick, FunnelProof, FunnelQuestion } from './funnel.ts';
import type { LifecycleAnswer, LifecyclePick, LifecycleProof, LifecycleQuestion } from './lifecycle.ts';
import type { RetentionAnswer, RetentionPick, RetentionProof, RetentionQuestion } from './retention.ts';
import type { StickinessAnswer, StickinessPick, StickinessProof, StickinessQuestion } from './stickiness.ts';

/**
 * Every question, by kind, with its answer, and where people stand behind its figures: which of them can be asked for, and
 * why one of them is counted. A new analysis adds one line here and one in `engine/answer.ts`, for its people in
 * `engine/people.ts` and `engine/prove.ts`.
 */
export interface Analyses {
  funnel: { question: FunnelQuestion; answer: FunnelAnswer; pick: FunnelPick; proof: FunnelProof };
  counts: { question: CountsQuestion; answer: CountsAnswer };
  velocity: { question: VelocityQuestion; answer: VelocityAnswer; pick: VelocityPick; proof: VelocityProof };
  revenue: { question: RevenueQuestion; answer: RevenueAnswer; pick: RevenuePick; proof: RevenueProof };
  stages: { question: StagesQuestion; answer: StagesAnswer; pick: StagesPick; proof: StagesProof };
  churn: { question: ChurnQuestion; answer: ChurnAnswer; pick: ChurnPick; proof: ChurnProof };
  retention: {
    question: RetentionQuestion;
    answer: RetentionAnswer;
    pick: RetentionPick;
    proof: RetentionProof;
  };
  stickiness: {
    question: StickinessQuestion;
    answer: StickinessAnswer;
    pick: StickinessPick;
    proof: StickinessProof;
  };
  lifecycle: {
    question: LifecycleQuestion;
    answer: LifecycleAnswer;
    pick: LifecyclePick;
    proof: LifecycleProof;
  };
}

/** The name of an analysis. */
export type QuestionKind = keyof Analyses;
/** Anything that can be asked: plain JSON, told apart by `kind`. */
export type Question = Analyses[QuestionKind]['question'];
/** Anything that can be answered: plain data, told apart by `kind`. */
export type Answer = Analyses[QuestionKind]['answer'];
/** The answer that a question of type `Q` gets. */
export type AnswerTo<Q extends Question> = Analyses[Q['kind']]['answer'];

/** The name of an analysis with people behind its figures. */
export type PeopledKind = {
  [K in QuestionKind]: Analyses[K] extends { pick: unknown } ? K : never;
}[QuestionKind];
/** A question with people behind the figures of its answer. */
export type PeopledQuestion = Analyses[PeopledKind]['question'];
/** A figure of an answer: the question, and which of its people. */
export type Picked<K extends PeopledKind> = {
  readonly [Kind in K]: {
    readonly question: Analyses[Kind]['question'];
    readonly pick: Analyses[Kind]['pick'];
  };
}[K];
/** Why a person is counted as they are. */
export type Proof = Analyses[PeopledKind]['proof'];
