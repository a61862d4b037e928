import type { Control } from '../base/control.ts';
import { ok, type Result } from '../base/result.ts';
import { Dictionaries, EVENT_DICTIONARY } from '../domain/text-index.ts';
import { importRows } from './import-rows.ts';
import type { ByteSource, DryRun, ImportContext, Imported, Mapping } from './types.ts';

/** Refused rows that are shown in detail. */
const SHOWN_REJECTIONS = 200;
const SHOWN_EVENTS = 200;

/**
 * Reads the files exactly as `importRows` would, and returns what it would do; nothing is kept. `dictionaries` are
 * those of the workspace (thrown away after), so that new people are told from known ones. Errors as `importRows`.
 */
export async function dryRun(
  sources: readonly ByteSource[],
  mapping: Mapping,
  context: ImportContext,
  control: Control,
  dictionaries: Dictionaries = new Dictionaries(),
): Promise<Result<DryRun>> {
  const imported = await importRows(sources, mapping, context, dictionaries, control, SHOWN_REJECTIONS);
  return imported.ok ? ok(describeImport(imported.value, dictionaries)) : imported;
}

/** Returns what an import made with these dictionaries would do: counts, events by name, the first refused rows, warnings. */
export function describeImport(imported: Imported, dictionaries: Dictionaries): DryRun {
  const { batch, counts, rejections, warnings, files } = imported;
  const { name, time, dayOnly } = batch.events;
  const names = dictionaries.index(EVENT_DICTIONARY);
  const byName = new Uint32Array(names.size);
  for (const code of name) byName[code]!++;
  const events = Array.from(byName, (count, code) => ({ code, count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, SHOWN_EVENTS)
    .map(({ code, count }) => ({ name: names.text(code), count }));
  let undated = 0;
  for (const at of time) if (Number.isNaN(at)) undated++;
  let days = 0;
  if (dayOnly !== null) for (const one of dayOnly) days += one;
  return {
    counts,
    files,
    events,
    undated,
    dayOnly: days > 0 && days === batch.events.count - undated,
    rejections: { ...rejections, rows: rejections.rows.slice(0, SHOWN_REJECTIONS) },
    warnings,
  };
}
