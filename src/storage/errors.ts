import { appError, toAppError, AppFailure, type AppError } from '../base/error.ts';
import { err, ok, type Result } from '../base/result.ts';

/**
 * Returns the `AppError` behind a failed database operation. Browsers report a full disk in different places: as the
 * error itself, as the cause of an aborted transaction (`inner`, Chromium), or among the failures of a bulk write.
 */
export async function storageError(thrown: unknown): Promise<AppError> {
  for (const error of chainOf(thrown)) {
    if (error instanceof AppFailure) return error.appError;
    const name = nameOf(error);
    if (name === 'QuotaExceededError') return appError('storage-full', await spaceLeft());
    if (name === 'DatabaseClosedError' || name === 'VersionChangeError') return appError('storage-blocked');
  }
  const name = nameOf(thrown);
  if (isDatabaseError(thrown, name)) return appError('storage-failed', { message: messageOf(thrown) });
  return toAppError(thrown);
}

/** Runs database work and returns its value, or what went wrong as an expected failure. */
export async function guarded<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (thrown) {
    return err(await storageError(thrown));
  }
}

/** Returns the failure for stored data that contradict themselves. */
export function damaged(message: string): AppFailure {
  return new AppFailure('storage-failed', { message });
}

function* chainOf(thrown: unknown): Generator {
  const seen = new Set<unknown>();
  const queue = [thrown];
  while (queue.length > 0) {
    const error = queue.shift();
    if (typeof error !== 'object' || error === null || seen.has(error)) continue;
    seen.add(error);
    yield error;
    if ('inner' in error) queue.push(error.inner);
    if ('cause' in error) queue.push(error.cause);
    if ('failures' in error && Array.isArray(error.failures))
      queue.push(...(error.failures as unknown[]).slice(0, 8));
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : '';
}

function messageOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException
    ? `${error.name}: ${error.message}`
    : String(error);
}

function isDatabaseError(thrown: unknown, name: string): boolean {
  // Dexie's own errors are plain Errors whose class name is their `name`; a cancelled work is an AppFailure.
  return thrown instanceof DOMException || (name.endsWith('Error') && !(name in globalThis));
}

async function spaceLeft(): Promise<{ usage: number; quota: number }> {
  try {
    const { usage = 0, quota = 0 } = await navigator.storage.estimate();
    return { usage, quota };
  } catch {
    return { usage: 0, quota: 0 }; // the estimate itself needs the storage that just failed
  }
}
