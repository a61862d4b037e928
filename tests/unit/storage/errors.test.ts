import { expect, test } from 'vitest';
import { AppFailure } from '../../../src/base/error.ts';
import { guarded, storageError } from '../../../src/storage/errors.ts';

/** An error as Dexie makes it: a plain Error with a name of its own and a cause in `inner`. */
function dexieError(name: string, inner?: unknown, failures?: unknown[]): Error {
  return Object.assign(new Error(`${name} happened`), { name, inner, failures });
}

const full = new DOMException('no room', 'QuotaExceededError');

test.each([
  ['itself', full],
  ['the cause of an aborted transaction', dexieError('AbortError', full)],
  ['a cause further down', dexieError('OpenFailedError', dexieError('AbortError', full))],
  ['one of the failures of a bulk write', dexieError('BulkError', undefined, [dexieError('X'), full])],
])('a full disk is recognised as %s', async (_, thrown) => {
  expect((await storageError(thrown)).code).toBe('storage-full');
});

test('an aborted transaction without a cause is a failure, not a cancel', async () => {
  expect(await storageError(dexieError('AbortError'))).toEqual({
    code: 'storage-failed',
    details: { message: 'AbortError: AbortError happened' },
  });
  expect((await storageError(new DOMException('x', 'DataError'))).code).toBe('storage-failed');
});

test('a closed connection, an own failure and a programmer’s error keep their meaning', async () => {
  expect((await storageError(dexieError('DatabaseClosedError'))).code).toBe('storage-blocked');
  expect((await storageError(new AppFailure('cancelled'))).code).toBe('cancelled');
  expect((await storageError(dexieError('AbortError', new AppFailure('cancelled')))).code).toBe('cancelled');
  expect((await storageError(new RangeError('code 7'))).code).toBe('internal');
  expect(await guarded(() => Promise.resolve(3))).toEqual({ ok: true, value: 3 });
});
