import type { Control } from '../base/control.ts';
import { ok, type Result } from '../base/result.ts';
import { Dictionaries, EVENT_DICTIONARY } from '../domain/text-index.ts';
import { importRows } from './import-rows.ts';
import type { ByteSource, DryRun, ImportContext, Mapping } from './types.ts';

/** Refused rows a dry run keeps in detail. */
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
  if (!imported.ok) return imported;
  const { batch, counts, rejections, warnings, files } = imported.value;
  const { name, time, dayOnly } = batch.events;
  const byName = new Map<number, number>();
  for (const code of name) byName.set(code, (byName.get(code) ?? 0) + 1);
  const names = dictionaries.index(EVENT_DICTIONARY);
  const events = [...byName]
    .sort((a, b) => b[1] - a[1])
    .slice(0, SHOWN_EVENTS)
    .map(([code, count]) => ({ name: names.text(code), count }));
  let undated = 0;
  for (const at of time) if (Number.isNaN(at)) undated++;
  const days = dayOnly === null ? 0 : dayOnly.reduce((sum, one) => sum + one, 0);
  return ok({
    counts,
    files,
    events,
    undated,
    dayOnly: days > 0 && days === batch.events.count - undated,
    rejections,
    warnings,
  });
}
