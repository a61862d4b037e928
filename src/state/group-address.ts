import type { ActivityGroup } from '../questions/activity.ts';
import { readKeyed } from './keyed.ts';

const KINDS = ['value', 'other'] as const;

/** A group as it stands in an address: `["value","FI"]`; null for everyone. */
export function writeGroup(group: ActivityGroup | null): string | null {
  return group && JSON.stringify([group.kind, group.value]);
}

/** Reads `writeGroup`'s text back; null when it says no group. */
export function readGroup(text: string | undefined): ActivityGroup | null {
  const read = readKeyed(text, KINDS);
  return read && { kind: read.kind, value: read.values[0] ?? null };
}
