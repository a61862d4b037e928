/**
 * Returns a runner of which only the newest run counts: starting one aborts the one before, so that a chart that
 * follows a control never shows an older answer over a newer one.
 */
export function latest(): {
  run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined>;
  stop(): void;
} {
  let current: AbortController | null = null;
  return {
    /** Resolves with the work's value, or undefined when a newer run (or `stop`) has overtaken it. */
    async run(work) {
      current?.abort();
      const own = new AbortController();
      current = own;
      const value = await work(own.signal);
      return own.signal.aborted ? undefined : value;
    },
    stop() {
      current?.abort();
      current = null;
    },
  };
}
