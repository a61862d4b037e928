import type { FileRole, Mapping } from './types.ts';

/** Roles of the files an import is about, the telling one first. */
const TELLING: readonly FileRole[] = ['events', 'leads', 'people', 'counts'];

/**
 * Returns the index of the file that an import is about, and that a new workspace may be named after: the first with
 * events, else with leads, else about people, else with counts. Files that are a step each are equals: the first file.
 */
export function mainFile(mapping: Mapping): number {
  if (mapping.shape === 'step-files') return 0;
  for (const role of TELLING) {
    const at = mapping.files.findIndex((file) => file.role === role);
    if (at >= 0) return at;
  }
  return 0;
}
