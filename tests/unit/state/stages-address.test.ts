import { describe, expect, it } from 'vitest';
import { everything } from '../../../src/questions/filter.ts';
import { defaultStages } from '../../../src/questions/stages-form.ts';
import type { StagesPick, StagesQuestion } from '../../../src/questions/stages.ts';
import { readAddress, writeAddress } from '../../../src/state/address.ts';
import { stagesPicks } from '../../../src/state/stages-address.ts';
import { stagesKind } from '../../../src/state/stages.ts';

const picks: readonly StagesPick[] = [
  { of: 'stage', stage: 0, state: 'went-back' },
  { of: 'stage', stage: 11, state: 'overdue' },
  { of: 'aged', stage: 2, bucket: 3 },
  { of: 'overdue' },
  { of: 'move', from: 3, to: 0 },
  { of: 'cycle', from: 0, to: 604_800_000 },
  { of: 'cycle', from: 604_800_000, to: null },
  { of: 'outcome', state: 'won', group: null },
  { of: 'outcome', state: 'won', group: null, by: 86400000 },
  { of: 'outcome', state: 'all', group: { kind: 'value', value: 'paid & "social"' } },
  { of: 'outcome', state: 'open', group: { kind: 'other', value: null } },
  { of: 'hand-over', state: 'waiting' },
  { of: 'hand-over', state: 'closed' },
];

describe('the address of times in a pipeline', () => {
  it.each(picks)('reads back what was written: $of', (pick) => {
    const written = writeAddress(
      { question: 'q', pick, shown: null, person: 3, held: 'D-1', insight: null },
      stagesPicks,
    );
    const query = Object.fromEntries(Object.entries(written).filter(([, part]) => part !== null)) as Record<
      string,
      string
    >;
    expect(readAddress(query, stagesPicks)).toEqual({
      question: 'q',
      pick,
      shown: null,
      person: 3,
      held: 'D-1',
      insight: null,
    });
  });

  it.each([
    '',
    'stage',
    'stage.0.open',
    'stage.1.gone',
    'move.1',
    'aged.1.0',
    'aged.1.5',
    'cycle.1',
    'outcome.x',
    'hand-over',
  ])('takes "%s" for no pick', (at) => expect(stagesPicks.read({ at })).toBeNull());
});

describe('leads that were picked', () => {
  const at = (name: string) => ({ events: [name], where: everything });
  const question: StagesQuestion = defaultStages(
    [
      { ...at('New'), label: '' },
      { ...at('Offer'), label: '' },
    ],
    at('Won'),
    at('Lost'),
  );
  const fits = (pick: StagesPick, of: StagesQuestion = question): boolean => stagesKind.fits(pick, of);

  it('stay open while the question has the stage, the split and the hand-over', () => {
    expect(fits({ of: 'stage', stage: 1, state: 'open' })).toBe(true);
    expect(fits({ of: 'stage', stage: 2, state: 'open' })).toBe(false);
    // Places 2 and 3 are won and lost.
    expect(fits({ of: 'move', from: 1, to: 3 })).toBe(true);
    expect(fits({ of: 'move', from: 1, to: 4 })).toBe(false);
    const group = { kind: 'value', value: 'ads' } as const;
    expect(fits({ of: 'outcome', state: 'won', group })).toBe(false);
    expect(
      fits(
        { of: 'outcome', state: 'won', group },
        { ...question, group: { scope: 'person', name: 'source' } },
      ),
    ).toBe(true);
    expect(fits({ of: 'hand-over', state: 'all' })).toBe(false);
    expect(fits({ of: 'hand-over', state: 'all' }, { ...question, handOver: { from: 0, to: 1 } })).toBe(true);
    expect(fits({ of: 'overdue' })).toBe(true);
  });
});
