import * as v from 'valibot';
import type { Dexie } from 'dexie';
import type { Workspace } from '../domain/workspace.ts';
import { probe } from './connection.ts';
import { workspaceDatabase } from './names.ts';
import { workspaceSchema, workspaceTables } from './records.ts';

/** Present once everything a workspace was made from is in its database. */
const READY_KEY = 'ready';
/** A copy of the catalogue row, from which a lost catalogue is made again. */
const COPY_KEY = 'workspace';

/** Marks a workspace's database as whole and keeps a copy of its catalogue row in it. */
export async function markReady(db: Dexie, workspace: Workspace): Promise<void> {
  await workspaceTables(db).meta.bulkPut([
    { key: READY_KEY, value: 1 },
    { key: COPY_KEY, value: workspace },
  ]);
}

/**
 * Returns what a workspace's database says about itself; null when there is none or it was never finished.
 * `workspace` is null when the copy of the catalogue row can't be read.
 */
export async function describe(id: string): Promise<{ workspace: Workspace | null } | null> {
  const found = await probe(workspaceDatabase(id));
  if (found?.meta.get(READY_KEY) !== 1) return null;
  const copy = v.safeParse(workspaceSchema, found.meta.get(COPY_KEY));
  return { workspace: copy.success ? copy.output : null };
}

/** Returns true when an open database is that of a finished workspace. */
export async function isReady(db: Dexie): Promise<boolean> {
  return (await workspaceTables(db).meta.get(READY_KEY))?.value === 1;
}
