import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { peopleBehind } from '../../../src/engine/people.ts';
import { prove } from '../../../src/engine/prove.ts';
import { remembering } from '../../../src/engine/remember.ts';
import { analyseStages } from '../../../src/engine/stages/analysis.ts';
import { findWays } from '../../../src/engine/stages/visits.ts';
import type { EventTable } from '../../../src/engine/table.ts';
import { everything } from '../../../src/questions/filter.ts';
import type { Picked } from '../../../src/questions/question.ts';
import { defaultStages } from '../../../src/questions/stages-form.ts';
import type { StagesPick, StagesQuestion } from '../../../src/questions/stages.ts';
import { defaultVelocity } from '../../../src/questions/velocity-form.ts';
import type { VelocityPick } from '../../../src/questions/velocity.ts';
import { tableOf } from '../../tools/vectors-table.ts';
import { madeWorlds, tableOfWorld } from './made-world.ts';

interface Asked {
  readonly range: string;
  readonly label: string;
}

function counting(): { find: ReturnType<typeof remembering<Asked, string>>; asked: string[] } {
  const asked: string[] = [];
  const find = remembering(
    (_: EventTable, { range }: Asked) => {
      asked.push(range);
      return range === 'bad' ? Promise.reject(new Error('cancelled')) : Promise.resolve(`ways of ${range}`);
    },
    ({ range }) => range,
  );
  return { find, asked };
}

const of = (range: string, label = ''): Asked => ({ range, label });

describe('what an analysis remembers', () => {
  it('finds the last two again, by what was read of the question alone', async () => {
    const { find, asked } = counting();
    const table = tableOf([]);
    for (const each of [of('a'), of('b'), of('a', 'renamed'), of('b')])
      expect(await find(table, each, uncontrolled)).toBe(`ways of ${each.range}`);
    expect(asked).toEqual(['a', 'b']);
    await find(table, of('c'), uncontrolled);
    await find(table, of('b'), uncontrolled);
    expect(asked).toEqual(['a', 'b', 'c']);
    await find(table, of('a'), uncontrolled);
    expect(asked).toEqual(['a', 'b', 'c', 'a']);
  });

  it('knows nothing of another table, nor of what failed', async () => {
    const { find, asked } = counting();
    await find(tableOf([]), of('a'), uncontrolled);
    const table = tableOf([]);
    await find(table, of('a'), uncontrolled);
    await expect(find(table, of('bad'), uncontrolled)).rejects.toThrow('cancelled');
    await expect(find(table, of('bad'), uncontrolled)).rejects.toThrow('cancelled');
    expect(asked).toEqual(['a', 'a', 'bad', 'bad']);
  });
});

describe('what is remembered of ways', () => {
  const named = (name: string) => ({ events: [name], where: everything });
  const opens = ['New', 'Talk'].map((name) => ({ ...named(name), label: '' }));
  const unit = { by: 'property', property: 'deal' } as const;
  const [won, lost] = [named('Won'), named('Lost')];
  const stages: StagesQuestion = {
    ...defaultStages(opens, won, lost),
    unit,
    group: { scope: 'event', name: 'deal' },
    handOver: { from: 0, to: 1 },
  };
  const velocity = {
    ...defaultVelocity(opens[0]!, won, lost, { scope: 'event', name: 'amount' }),
    unit,
    range: { from: '2024-03-20', to: '2024-04-10' },
    compare: 'previous',
  } as const;
  /** The question of stages whose ways velocity asks for. */
  const ofVelocity: StagesQuestion = { ...defaultStages(opens.slice(0, 1), won, lost), unit };
  const stagePicks: readonly StagesPick[] = [
    ...(['entered', 'went-on', 'went-back', 'lost', 'open', 'overdue'] as const).map(
      (state) => ({ of: 'stage', stage: 0, state }) as const,
    ),
    ...[0, 1, 2, 3].map((bucket) => ({ of: 'aged', stage: 0, bucket }) as const),
    ...[0, 1, 2, 3].map((place) => ({ of: 'undated', place }) as const),
    ...(['all', 'won', 'lost', 'open'] as const).map(
      (state) => ({ of: 'outcome', state, group: null }) as const,
    ),
    ...(['all', 'done', 'waiting', 'closed'] as const).map((state) => ({ of: 'hand-over', state }) as const),
    { of: 'outcome', state: 'won', group: { kind: 'value', value: 'x' } },
    { of: 'overdue' },
    { of: 'move', from: 0, to: 1 },
    { of: 'cycle', from: 0, to: null },
  ];
  const velocityPicks = (
    ['open', 'won', 'lost', 'closed', 'valued', 'unvalued', 'undated'] satisfies VelocityPick['of'][]
  ).flatMap((of) => [false, true].map((compared): VelocityPick => ({ of, compared })));
  const listed: readonly Picked<'stages' | 'velocity'>[] = [
    ...stagePicks.map((pick) => ({ question: stages, pick })),
    ...velocityPicks.map((pick) => ({ question: velocity, pick })),
  ];

  /** A copy of all that is kept; what is a function, or the table itself, is left out. */
  async function kept(table: EventTable) {
    const plain = await Promise.all(
      [stages, ofVelocity].map(async (question) => {
        const { ways, times, usual } = await analyseStages(table, question, uncontrolled);
        const { leads, visits, undated, notes, units } = ways;
        const { labels: _labels, ...own } = units;
        return { leads, visits, undated, notes, units: own, times, usual };
      }),
    );
    return structuredClone(plain);
  }

  it('is changed by no answer, list or proof of stages and velocity', async () => {
    const worlds = madeWorlds(['New', 'Talk', 'Won', 'Lost'], 24);
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const table = tableOfWorld(world);
        const before = await kept(table);
        const ways = await findWays(table, ofVelocity, uncontrolled);
        await answer(table, stages, uncontrolled);
        await answer(table, velocity, uncontrolled);
        for (const each of listed) await peopleBehind(table, each, uncontrolled);
        for (let person = 0; person < table.personCount; person++)
          for (const question of [stages, velocity]) await prove(table, question, person, uncontrolled);
        // Velocity did ask for the ways that are compared here.
        expect(await findWays(table, ofVelocity, uncontrolled)).toBe(ways);
        expect(await kept(table)).toEqual(before);
      }),
      { numRuns: 100 },
    );
  });
});
