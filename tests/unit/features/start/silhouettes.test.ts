import { expect, test } from 'vitest';
import { Dictionaries } from '../../../../src/domain/text-index.ts';
import type { SampleKind } from '../../../../src/domain/workspace.ts';
import { SILHOUETTES } from '../../../../src/features/start/silhouettes.ts';
import { generateSample, SAMPLES } from '../../../../src/samples/generate.ts';

/** Shares of the people whose events contain the steps in order, counted person by person. */
async function measured(kind: SampleKind): Promise<number[]> {
  const dictionaries = new Dictionaries();
  const options = { people: 10_000, seed: 1, end: Date.UTC(2026, 10, 18), timeZone: 'UTC' };
  const { events } = (await generateSample(kind, options, dictionaries)).batch;
  const names = dictionaries.index('event');
  const steps = SAMPLES[kind].question.steps.map((step) => step.events.map((event) => names.find(event)));
  const depths = new Map<number, number>();
  for (let row = 0; row < events.count; row++) {
    const depth = depths.get(events.person[row]!) ?? 0;
    if (steps[depth]?.includes(events.name[row]!)) depths.set(events.person[row]!, depth + 1);
  }
  const reached = steps.map((_, step) => [...depths.values()].filter((depth) => depth > step).length);
  return reached.map((count) => count / reached[0]!);
}

test.each(['shop', 'pipeline', 'trial'] as const)(
  'the silhouette of %s is what its people do',
  async (kind) => {
    const shares = await measured(kind);
    expect(SILHOUETTES[kind]).toHaveLength(shares.length);
    // Three standard errors of a share near one half among 10,000 people are 0.015.
    SILHOUETTES[kind].forEach((share, step) => expect(Math.abs(share - shares[step]!)).toBeLessThan(0.015));
  },
);
