/** Reads a list written as JSON whose first member is one of `kinds`, the others texts or null; null when it is none. */
export function readKeyed<Kind extends string>(
  text: string | undefined,
  kinds: readonly Kind[],
): { readonly kind: Kind; readonly values: readonly (string | null)[] } | null {
  if (text === undefined) return null;
  let parts: unknown;
  try {
    parts = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(parts)) return null;
  const [first, ...values] = parts as unknown[];
  const kind = kinds.find((known) => known === first);
  const readable = values.filter(
    (value): value is string | null => value === null || typeof value === 'string',
  );
  return kind !== undefined && readable.length === values.length ? { kind, values: readable } : null;
}
