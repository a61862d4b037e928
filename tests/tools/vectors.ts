import { readFileSync } from 'node:fs';
import { runActiveSeriesCase, runLifecycleCase, runStickinessCase } from './vectors-activity.ts';
import type { CaseResult } from './vectors-compare.ts';
import { runCsvCase } from './vectors-csv.ts';
import { runDurationsCase } from './vectors-durations.ts';
import { runFunnelCase } from './vectors-funnel.ts';
import { runRetentionCase } from './vectors-retention.ts';
import { runSurvivalCase } from './vectors-survival.ts';

interface VectorCase {
  readonly id: string;
  readonly kind: string;
}

type Runner = (testCase: never, file: string) => CaseResult | Promise<CaseResult>;

/** One line per kind of case. */
const runners: Readonly<Record<string, Runner>> = {
  funnel: runFunnelCase,
  funnelTrend: runFunnelCase,
  retention: runRetentionCase,
  lifecycle: runLifecycleCase,
  activeRetentionSeries: runActiveSeriesCase,
  stickiness: runStickinessCase,
  parse: runCsvCase,
  stringify: runCsvCase,
  durations: runDurationsCase,
  kaplanMeier: runSurvivalCase,
  logrank: runSurvivalCase,
  quantileOfCurve: runSurvivalCase,
  rmst: runSurvivalCase,
};

/** Runs every case of the files named; prints a line per failing case, then the sums. Exit code 0 when all passed. */
export async function main(args: string[]): Promise<number> {
  if (args.length === 0) {
    console.error('Usage: npm run vectors -- FILE…');
    return 2;
  }
  let passed = 0;
  let failed = 0;
  for (const file of args) {
    const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly VectorCase[] };
    for (const testCase of cases) {
      const result = await runCase(testCase, file);
      if (result.pass) passed++;
      else {
        failed++;
        console.log(`${testCase.id}: expected ${result.expected}, got ${result.got}`);
      }
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** Runs one case; what throws, or is of a kind the engine doesn't know, has failed. */
export async function runCase(testCase: VectorCase, file: string): Promise<CaseResult> {
  const runner = runners[testCase.kind];
  if (runner === undefined)
    return { pass: false, expected: `a runner for kind ${testCase.kind}`, got: 'none' };
  try {
    return await runner(testCase as never, file);
  } catch (error) {
    return {
      pass: false,
      expected: 'an answer',
      got: error instanceof Error ? error.message : String(error),
    };
  }
}
