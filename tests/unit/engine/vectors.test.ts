import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runCase } from '../../tools/vectors.ts';

const FILE = 'tests/vectors/funnels.json';
const { cases } = JSON.parse(readFileSync(FILE, 'utf8')) as {
  cases: readonly {
    readonly id: string;
    readonly kind: string;
    readonly note: string;
    readonly source: { readonly derivation: string };
  }[];
};

describe('our own cases', () => {
  it.each(
    cases.map(
      (testCase) =>
        [
          `${testCase.source.derivation.split(/[ :,]/)[0]!} ${testCase.id}: ${testCase.note}`,
          testCase,
        ] as const,
    ),
  )('%s', async (_, testCase) => {
    const { expected, got, pass } = await runCase(testCase, FILE);
    expect(pass, `expected ${expected}, got ${got}`).toBe(true);
  });

  it('fails what it doesn\u2019t know', async () => {
    expect((await runCase({ id: 'x', kind: 'no such kind' }, FILE)).pass).toBe(false);
  });
});
