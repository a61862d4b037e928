/** What came of a case; the texts are printed when it failed. */
export interface CaseResult {
  readonly pass: boolean;
  readonly expected: string;
  readonly got: string;
}

/**
 * Compares what stands in `expected` with `actual`, to the tolerance (absolute, default 1e-6 of the number's size).
 * null inside `expected` isn't asserted; keys that only `actual` has are ignored, but at the level of groups
 * (`breakdown`), where an unexpected group is a failure.
 */
export function compare(
  expected: unknown,
  actual: unknown,
  tolerance?: number | { readonly abs?: number },
): CaseResult {
  const abs = typeof tolerance === 'number' ? tolerance : tolerance?.abs;
  return {
    pass: matches(expected, actual, abs),
    expected: JSON.stringify(expected),
    got: JSON.stringify(actual),
  };
}

function matches(expected: unknown, actual: unknown, abs: number | undefined): boolean {
  if (expected === null || expected === undefined) return true;
  if (typeof expected === 'number')
    return (
      typeof actual === 'number' &&
      Math.abs(actual - expected) <= (abs ?? 1e-6 * Math.max(1, Math.abs(expected)))
    );
  if (typeof expected !== 'object') return expected === actual;
  if (actual === null || typeof actual !== 'object') return false;
  if (Array.isArray(expected))
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((item, i) => matches(item, actual[i], abs))
    );
  const wanted = expected as Record<string, unknown>;
  const got = actual as Record<string, unknown>;
  return Object.entries(wanted).every(
    ([key, value]) => matches(value, got[key], abs) && (key !== 'breakdown' || sameKeys(value, got[key])),
  );
}

function sameKeys(expected: unknown, actual: unknown): boolean {
  return (
    Object.keys(expected as object)
      .sort()
      .join('\n') ===
    Object.keys(actual as object)
      .sort()
      .join('\n')
  );
}
