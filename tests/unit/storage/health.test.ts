import { expect, test } from 'vitest';
import { guessPrivateMode } from '../../../src/storage/health.ts';

const GB = 2 ** 30;

test.each([
  ['persisted storage is no private window', { persisted: true, quota: 1000, memoryLimit: null }, 'unlikely'],
  ['no quota known', { persisted: false, quota: null, memoryLimit: 4 * GB }, 'unknown'],
  [
    'a quota that never was a disk’s',
    { persisted: false, quota: 120 * 2 ** 20, memoryLimit: null },
    'likely',
  ],
  ['a quota of the size of memory', { persisted: false, quota: 3 * GB, memoryLimit: 4 * GB }, 'likely'],
  ['a quota of the size of a disk', { persisted: false, quota: 300 * GB, memoryLimit: 4 * GB }, 'unlikely'],
  [
    'a large quota, nothing known of the memory',
    { persisted: null, quota: 10 * GB, memoryLimit: null },
    'unknown',
  ],
] as const)('%s', (_, known, guess) => {
  expect(guessPrivateMode(known)).toBe(guess);
});
