import type { PrivateGuess } from './types.ts';

/** Quota under which Chromium's and Safari's private windows used to stay, in bytes. */
const SMALL_QUOTA = 128 << 20;
/** A normal window's quota is a fraction of the disk; a private one's stayed below this many script memory limits. */
const MEMORY_FACTOR = 2;
const GB = 2 ** 30;

/**
 * Guesses whether this is a private window, from what it may store. No browser says so, and the guess is a hint for
 * a warning, never a reason to refuse. Private windows keep their data in memory, so their quota is a fraction of it.
 * Persisted → unlikely. A quota of whole gigabytes beyond the usage → unknown: recent Chromium reports that (10 GB)
 * in every window, so as not to tell. Under 128 MB, or under twice the script memory limit (older Chromium) → likely;
 * more than that with the limit known → unlikely; else unknown.
 */
export function guessPrivateMode(known: {
  readonly persisted: boolean | null;
  readonly usage: number | null;
  readonly quota: number | null;
  readonly memoryLimit: number | null;
}): PrivateGuess {
  const { persisted, usage, quota, memoryLimit } = known;
  if (persisted === true) return 'unlikely';
  if (quota === null || quota === 0) return 'unknown';
  if ((quota - (usage ?? 0)) % GB === 0) return 'unknown';
  if (quota < SMALL_QUOTA) return 'likely';
  if (memoryLimit === null) return 'unknown';
  return quota < MEMORY_FACTOR * memoryLimit ? 'likely' : 'unlikely';
}

/** What the browser says about the origin's storage; null where it doesn't. */
export interface StorageState {
  readonly persisted: boolean | null;
  readonly usage: number | null;
  readonly quota: number | null;
  readonly privateMode: PrivateGuess;
}

/** Asks the browser about the origin's storage. A refusal is no failure: the fields are null then. */
export async function storageState(): Promise<StorageState> {
  const [persisted, estimate] = await Promise.all([
    navigator.storage.persisted().catch(() => null),
    navigator.storage.estimate().catch((): StorageEstimate => ({})),
  ]);
  const { usage = null, quota = null } = estimate;
  return {
    persisted,
    usage,
    quota,
    privateMode: guessPrivateMode({ persisted, usage, quota, memoryLimit: memoryLimit() }),
  };
}

/** Upper limit of the script heap in bytes; Chromium only. */
function memoryLimit(): number | null {
  const { memory } = performance as { memory?: { jsHeapSizeLimit?: number } };
  return memory?.jsHeapSizeLimit ?? null;
}
