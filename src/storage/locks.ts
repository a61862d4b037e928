import { AppFailure } from '../base/error.ts';

/**
 * Runs `work` while holding the lock `name` over all tabs and workers of the origin, or rejects with `import-locked`
 * at once when it is taken. The browser frees a lock when its holder ends, however it ends.
 */
export async function holding<T>(name: string, mode: LockMode, work: () => Promise<T>): Promise<T> {
  return navigator.locks.request(name, { mode, ifAvailable: true }, (lock) => {
    if (lock === null) throw new AppFailure('import-locked');
    return work();
  });
}

/** Runs `work` when the lock is free; returns undefined without running it when it is taken. */
export async function ifFree<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
  return navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock === null ? undefined : work()));
}
