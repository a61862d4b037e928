import { describe, expect, it } from 'vitest';
import { repeatedEvents } from '../../../src/engine/stages/repeated.ts';
import { question, stage } from '../../browser/features/stages/fake.ts';

describe('W1 events asked for in several places', () => {
  it('are named, whichever the places', () => {
    expect(repeatedEvents(question)).toEqual([]);
    expect(repeatedEvents({ ...question, lost: question.won })).toEqual(question.won.events);
    expect(repeatedEvents({ ...question, stages: [...question.stages, question.stages[0]!] })).toEqual(
      question.stages[0]!.events,
    );
    const won = { ...stage('Closed'), ...question.won };
    expect(repeatedEvents({ ...question, stages: [...question.stages, won] })).toEqual(question.won.events);
  });
});
