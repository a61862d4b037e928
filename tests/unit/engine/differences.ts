/** What sums of the same numbers in another order may be off, relative to them. */
const NEARLY = 1e-9;

/**
 * Returns where `actual` isn't what is expected, as `path: actual ≠ expected`; numbers may be off by rounding. Only what `expected` names is
 * compared. One look at thousands of small answers costs a tenth of as many matchers.
 */
export function differences(actual: unknown, expected: unknown, path = ''): string[] {
  if (typeof expected === 'number' && typeof actual === 'number') {
    const near = NEARLY * Math.max(1, Math.abs(actual), Math.abs(expected));
    return Object.is(actual, expected) || Math.abs(actual - expected) <= near
      ? []
      : [`${path}: ${actual} ≠ ${expected}`];
  }
  if (expected === null || typeof expected !== 'object')
    return actual === expected ? [] : [`${path}: ${String(actual)} ≠ ${String(expected)}`];
  if (actual === null || typeof actual !== 'object')
    return [`${path}: ${String(actual)} ≠ ${JSON.stringify(expected)}`];
  const found =
    Array.isArray(expected) && (actual as readonly unknown[]).length !== expected.length
      ? [`${path}.length: ${(actual as readonly unknown[]).length} ≠ ${expected.length}`]
      : [];
  for (const [key, value] of Object.entries(expected))
    found.push(...differences((actual as Record<string, unknown>)[key], value, `${path}.${key}`));
  return found;
}
