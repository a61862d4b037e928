import type { Dexie, Transaction } from 'dexie';

/**
 * One published version of a database's schema. `stores`: only what this version adds or changes, in Dexie's notation
 * (null removes a table, one release after its last reader). `upgrade` brings the records of the version before into
 * this one; it must give the same when run twice, and it only adds: what it replaces is removed one release later.
 */
export interface Migration {
  readonly version: number;
  readonly stores: Readonly<Record<string, string | null>>;
  readonly upgrade?: (transaction: Transaction) => Promise<void>;
}

/**
 * The chain of the workspace databases. Every published version stays in it for ever, so that a database of any age
 * opens. To change the schema: append a migration, keep those before it as they are, add a fixture of the version it
 * replaces under `tests/fixtures/storage`, and raise nothing by hand (`latest` follows the chain).
 *
 * 1: meta (one value a key), runs, segments (one record holds one column of up to 65,536 rows of one run),
 *    dictionaries (one record holds up to 65,536 texts, owned by the run that added them), rejects (rejected rows as
 *    chunks of CSV), insights, mappings (by header fingerprint).
 * 2: dashboards, peopleSegments (saved groups of people; `segments` are pieces of columns).
 */
export const WORKSPACE_CHAIN: readonly Migration[] = [
  {
    version: 1,
    stores: {
      meta: 'key',
      runs: 'id',
      segments: '[run+table+column+index]',
      dictionaries: '[dictionary+from],run',
      rejects: '[run+index]',
      insights: 'id',
      mappings: 'fingerprint',
    },
  },
  { version: 2, stores: { dashboards: 'id', peopleSegments: 'id' } },
];

/**
 * The chain of the catalogue database.
 *
 * 1: meta; workspaces; building (ids of databases that are being made or deleted, see `catalogue.ts`).
 */
export const CATALOGUE_CHAIN: readonly Migration[] = [
  { version: 1, stores: { meta: 'key', workspaces: 'id', building: 'id' } },
];

/** Returns the newest version of a chain; kept as `schemaEpoch` in the database's `meta`. */
export function latest(chain: readonly Migration[]): number {
  return Math.max(...chain.map(({ version }) => version));
}

/** Declares every version of the chain up to `upTo` on a Dexie instance that isn't open yet. */
export function declareVersions(db: Dexie, chain: readonly Migration[], upTo = latest(chain)): void {
  for (const { version, stores, upgrade } of chain) {
    if (version > upTo) continue;
    const declared = db.version(version).stores({ ...stores });
    if (upgrade !== undefined) declared.upgrade(upgrade);
  }
}
