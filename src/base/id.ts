/** Returns a new random identifier (UUID v4 without dashes, 32 hex digits) from the platform's secure source. */
export function newId(): string {
  return crypto.randomUUID().replaceAll('-', '');
}
