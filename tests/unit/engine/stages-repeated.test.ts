import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { answerStages } from '../../../src/engine/stages/answer.ts';
import { repeatedEvents } from '../../../src/engine/stages/repeated.ts';
import { question, stage } from '../../browser/features/stages/fake.ts';
import { tableOf } from '../../tools/vectors-table.ts';

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

  it('count in the last of them, and the answer says so', async () => {
    const table = tableOf([
      { person: 'a', event: 'New', at: '2026-01-01' },
      { person: 'a', event: 'Won', at: '2026-01-02' },
    ]);
    const { won, lost, notes } = await answerStages(
      table,
      { ...question, lost: question.won, handOver: null },
      uncontrolled,
    );
    expect({ won, lost }).toEqual({ won: 0, lost: 1 });
    expect(notes).toContainEqual({ code: 'repeated-event', details: { name: 'Won' } });
  });
});
