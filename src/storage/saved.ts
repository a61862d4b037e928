import type { Dexie, Table } from 'dexie';
import * as v from 'valibot';
import { AppFailure } from '../base/error.ts';
import { newId } from '../base/id.ts';
import type { SavedDraft, SavedKind, SavedKinds } from '../domain/saved.ts';
import { assertPlain } from './backup-format.ts';
import { CONTENT } from './records.ts';

const SCHEMAS: { readonly [K in SavedKind]: v.GenericSchema<unknown, SavedKinds[K]> } = CONTENT;

/** Returns the table of what is saved of one kind. */
export function savedTable<K extends SavedKind>(db: Dexie, kind: K): Table<SavedKinds[K], string> {
  return db.table(kind);
}

/**
 * Saves under a name and returns the row as stored. Rejects with `edit-stale` when the draft is based on another
 * revision than the stored one; throws a TypeError when the draft isn't plain JSON or has other fields than its kind,
 * which no backup could carry.
 */
export async function putSaved<K extends SavedKind>(
  db: Dexie,
  kind: K,
  draft: SavedDraft<K>,
): Promise<SavedKinds[K]> {
  assertPlain(draft, kind);
  const table = savedTable(db, kind);
  const schema: v.GenericSchema<unknown, SavedKinds[K]> = SCHEMAS[kind];
  return db.transaction('rw', kind, async () => {
    const stored = draft.id === null ? undefined : await table.get(draft.id);
    if (draft.rev !== null && draft.rev !== (stored?.rev ?? 0))
      throw new AppFailure('edit-stale', { name: stored?.name ?? draft.name });
    const now = Date.now();
    const row = v.safeParse(schema, {
      ...draft,
      ...{ id: draft.id ?? newId(), createdAt: stored?.createdAt ?? now },
      ...{ updatedAt: now, rev: (stored?.rev ?? 0) + 1 },
    });
    if (!row.success) throw new TypeError(`a draft of ${kind} has fields that are not its own`);
    await table.put(row.output);
    return row.output;
  });
}
