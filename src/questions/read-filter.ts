import * as v from 'valibot';
import type { Filter } from './filter.ts';
import { anything } from './parts.ts';

/** Returns the filter that a plain JSON value says (unknown parts left out), or null when it says none. */
export function readFilter(value: unknown): Filter | null {
  const parsed = v.safeParse(anything, value);
  return parsed.success && value !== undefined ? parsed.output : null;
}
