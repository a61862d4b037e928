/**
 * Counts what this page asked of other origins since it was opened, also what the content policy refused. The app makes
 * none; the count is shown so that nobody has to take its word for it.
 */
export class ForeignRequests {
  count = $state(0);

  /** Watches from now on, with what happened before. Returns the way to stop. */
  watch(): () => void {
    const observer = new PerformanceObserver((list) => {
      for (const { name } of list.getEntries()) if (isForeign(name)) this.count++;
    });
    observer.observe({ type: 'resource', buffered: true });
    const refused = (event: SecurityPolicyViolationEvent): void => {
      if (isForeign(event.blockedURI)) this.count++;
    };
    document.addEventListener('securitypolicyviolation', refused);
    return () => {
      observer.disconnect();
      document.removeEventListener('securitypolicyviolation', refused);
    };
  }
}

function isForeign(address: string): boolean {
  return /^(https?|wss?):/.test(address) && new URL(address).origin !== location.origin;
}
