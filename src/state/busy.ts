/** Says why the page must not be reloaded now, in the user's words, or null when it may be. */
export type BusyCheck = () => string | null;

const checks = new Set<BusyCheck>();

/**
 * Registers work that a reload would destroy: an unfinished import, a form with unsaved input. While a check returns
 * a reason, no update of the app is applied in any tab. Returns the function that takes the check away again.
 */
export function registerBusy(check: BusyCheck): () => void {
  checks.add(check);
  return () => void checks.delete(check);
}

/** Returns the first reason why this page must not be reloaded now, or null. */
export function busyReason(): string | null {
  for (const check of checks) {
    const reason = check();
    if (reason !== null) return reason;
  }
  return null;
}
