import type { CountsAnswer, CountsQuestion } from './counts.ts';
import type { FunnelAnswer, FunnelQuestion } from './funnel.ts';

/** Every question, by kind, with its answer. A new analysis adds one line here and one in `engine/answer.ts`. */
export interface Analyses {
  funnel: { question: FunnelQuestion; answer: FunnelAnswer };
  counts: { question: CountsQuestion; answer: CountsAnswer };
}

export type QuestionKind = keyof Analyses;
export type Question = Analyses[QuestionKind]['question'];
export type Answer = Analyses[QuestionKind]['answer'];
export type AnswerTo<Q extends Question> = Extract<Analyses[QuestionKind], { question: Q }>['answer'];
