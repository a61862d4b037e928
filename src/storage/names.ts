/**
 * Names under which things are found again in the browser. They are constants, independent of the address the app is
 * served from, so that a move to another path never hides data.
 */
export const CATALOGUE_DATABASE = 'suppilo-catalogue';

const WORKSPACE_PREFIX = 'suppilo-w-';

/** Channel on which contexts of one origin tell each other what changed. */
export const CHANGE_CHANNEL = 'suppilo-changes';

/** Returns the database name of a workspace. */
export function workspaceDatabase(id: string): string {
  return WORKSPACE_PREFIX + id;
}

/** Returns the workspace id in a database name, or null when it is another database. */
export function workspaceOf(database: string): string | null {
  return database.startsWith(WORKSPACE_PREFIX) ? database.slice(WORKSPACE_PREFIX.length) : null;
}

/** Returns the name of the lock held exclusively while a workspace's runs change, shared while they are copied. */
export function importLock(id: string): string {
  return `suppilo-import-${id}`;
}

/** Returns the name of the lock held while a workspace is made or deleted. */
export function buildLock(id: string): string {
  return `suppilo-build-${id}`;
}
