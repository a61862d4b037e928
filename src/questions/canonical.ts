import type { Question } from './question.ts';

/**
 * Returns the one JSON text of a question: keys sorted, no white space, so that equal questions have equal texts
 * (for fingerprints, comparison and files).
 */
export function canonicalText(question: Question): string {
  return JSON.stringify(question, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
