import type { ChurnAnswer, ChurnQuestion } from './churn.ts';
import type { VelocityAnswer, VelocityQuestion } from './velocity.ts';
import type { RevenueAnswer, RevenueQuestion } from './revenue.ts';
import type { StagesAnswer, StagesQuestion } from './stages.ts';
import type { CountsAnswer, CountsQuestion } from './counts.ts';
import type { FunnelAnswer, FunnelQuestion } from './funnel.ts';
import type { LifecycleAnswer, LifecycleQuestion } from './lifecycle.ts';
import type { RetentionAnswer, RetentionQuestion } from './retention.ts';
import type { StickinessAnswer, StickinessQuestion } from './stickiness.ts';

/** Every question, by kind, with its answer. A new analysis adds one line here and one in `engine/answer.ts`. */
export interface Analyses {
  funnel: { question: FunnelQuestion; answer: FunnelAnswer };
  counts: { question: CountsQuestion; answer: CountsAnswer };
  velocity: { question: VelocityQuestion; answer: VelocityAnswer };
  revenue: { question: RevenueQuestion; answer: RevenueAnswer };
  stages: { question: StagesQuestion; answer: StagesAnswer };
  churn: { question: ChurnQuestion; answer: ChurnAnswer };
  retention: { question: RetentionQuestion; answer: RetentionAnswer };
  stickiness: { question: StickinessQuestion; answer: StickinessAnswer };
  lifecycle: { question: LifecycleQuestion; answer: LifecycleAnswer };
}

/** The name of an analysis. */
export type QuestionKind = keyof Analyses;
/** Anything that can be asked: plain JSON, told apart by `kind`. */
export type Question = Analyses[QuestionKind]['question'];
/** Anything that can be answered: plain data, told apart by `kind`. */
export type Answer = Analyses[QuestionKind]['answer'];
/** The answer that a question of type `Q` gets. */
export type AnswerTo<Q extends Question> = Analyses[Q['kind']]['answer'];
