import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { everything, type PropertyRef } from '../../../src/questions/filter.ts';
import { defaultStages } from '../../../src/questions/stages-form.ts';
import type { Stage, StagesQuestion } from '../../../src/questions/stages.ts';
import { differences } from './differences.ts';
import { madeWorlds, tableOfWorld } from './made-world.ts';
import { referenceStages } from './reference-stages.ts';

const named = (...events: string[]): StagesQuestion['won'] => ({ events, where: everything });
const stage = (...events: string[]): Stage => ({ ...named(...events), label: '' });
const deal: PropertyRef = { scope: 'event', name: 'deal' };
const region: PropertyRef = { scope: 'person', name: 'region' };

const questions = fc
  .record({
    stages: fc.constantFrom(
      [stage('New'), stage('Talk'), stage('Offer')],
      [stage('New'), stage('Talk'), stage('Offer')],
      // One event of several stages enters the latest.
      [stage('New', 'Talk'), stage('Talk'), stage('Offer', 'Won')],
    ),
    lost: fc.constantFrom(named('Lost'), named('Lost'), null),
    range: fc.record({
      from: fc.constantFrom(null, null, '2024-03-20', '2024-03-31'),
      to: fc.constantFrom(null, null, '2024-03-31', '2024-04-10'),
    }),
    group: fc.constantFrom(null, deal, region),
    top: fc.constantFrom(1, 2, 9),
    usual: fc.constantFrom(0.5, 0.75),
    handOver: fc.constantFrom(null, { from: 0, to: 1 }, { from: 0, to: 2 }, { from: 2, to: 0 }),
    asked: fc.constantFrom(null, null, null, 'north'),
  })
  .map(({ asked, ...parts }) => ({
    asked,
    question: {
      ...defaultStages(parts.stages, named('Won'), parts.lost),
      ...parts,
      people:
        asked === null ? everything : ({ kind: 'is', property: region, op: 'equals', value: asked } as const),
    },
  }));

describe('stages against their rules written out', () => {
  it.each([
    ['people', { by: 'person' }, 2000],
    ['deals of people', { by: 'property', property: 'deal' }, 1000],
    ['deals across people', { by: 'property', property: 'deal', acrossPeople: true }, 1000],
  ] as const)('W1 W2 W3 W4 W5 W6 W7 F10 of %s', async (_, unit, numRuns) => {
    const worlds = madeWorlds(['New', 'Talk', 'Offer', 'Won', 'Lost', 'Call'], 18);
    await fc.assert(
      fc.asyncProperty(worlds, questions, async (world, { question: parts, asked }) => {
        const table = tableOfWorld(world);
        const question: StagesQuestion = { ...parts, unit };
        const found = await answer(table, question, uncontrolled);
        expect(differences(found, await referenceStages(table, question, asked, found))).toEqual([]);
      }),
      { numRuns },
    );
  });
});
