import { expect, test } from 'vitest';
import { guessPrivateMode } from '../../../src/storage/health.ts';

const GB = 2 ** 30;

test.each([
  [
    'persisted storage is no private window',
    { persisted: true, usage: 0, quota: 1000, memoryLimit: null },
    'unlikely',
  ],
  ['no quota known', { persisted: false, usage: null, quota: null, memoryLimit: 4 * GB }, 'unknown'],
  [
    'a quota that never was a disk’s',
    { persisted: false, usage: 0, quota: 120e6, memoryLimit: null },
    'likely',
  ],
  [
    'a quota of the size of memory',
    { persisted: false, usage: 5, quota: 3 * GB, memoryLimit: 4 * GB },
    'likely',
  ],
  [
    'a quota of the size of a disk',
    { persisted: false, usage: 5, quota: 300 * GB, memoryLimit: 4 * GB },
    'unlikely',
  ],
  [
    'nothing known of the memory',
    { persisted: null, usage: 5, quota: 10 * GB, memoryLimit: null },
    'unknown',
  ],
  // Chromium 156 with 147,456 bytes used, in a private and in a normal window alike.
  [
    'the same quota everywhere',
    { persisted: false, usage: 147_456, quota: 10_737_565_696, memoryLimit: 4 * GB },
    'unknown',
  ],
] as const)('%s', (_, known, guess) => {
  expect(guessPrivateMode(known)).toBe(guess);
});
