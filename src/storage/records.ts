import type { Dexie, Table } from 'dexie';
import * as v from 'valibot';
import type { ColumnInfo, TextBlock } from '../domain/columns.ts';
import type { Run } from '../domain/run.ts';
import type { Dashboard, Insight, PeopleSegment } from '../domain/saved.ts';
import type { Workspace } from '../domain/workspace.ts';
import type { SegmentArray } from './segments.ts';
import type { TableName } from './types.ts';

/** Texts a run added to a dictionary; `blank` of them were emptied when nobody used them any more. */
export interface AddedTexts {
  readonly dictionary: string;
  readonly from: number;
  readonly count: number;
  readonly blank: number;
}

/**
 * A run as stored. `staged`: being written, or left by a killed import. `undone`: gone for every reader; what remains
 * are its dictionary entries, because later runs count from them. `cleaned` 1: nothing is left to remove.
 */
export interface RunRow extends Omit<Run, 'status'> {
  readonly status: 'staged' | 'live' | 'undone';
  readonly cleaned: 0 | 1;
  readonly eventRows: number;
  readonly peopleRows: number;
  readonly dayOnly: boolean;
  readonly eventColumns: readonly ColumnInfo[];
  readonly peopleColumns: readonly ColumnInfo[];
  readonly added: readonly AddedTexts[];
}

/** One column of up to 65,536 rows of one run. */
export interface SegmentRow {
  readonly run: string;
  readonly table: TableName;
  readonly column: string;
  readonly index: number;
  readonly data: SegmentArray;
}

/** Up to 65,536 texts of a dictionary, the first one having code `from`. */
export interface DictionaryRow extends TextBlock {
  readonly dictionary: string;
  readonly from: number;
  readonly run: string;
}

/** A chunk of the rejected rows of a run. */
export interface RejectRow {
  readonly run: string;
  readonly index: number;
  readonly text: string;
}

export interface MappingRow {
  readonly fingerprint: string;
  readonly mapping: unknown;
  /** Epoch ms. */
  readonly usedAt: number;
}

export interface MetaRow {
  readonly key: string;
  readonly value: unknown;
}

/** A database that is being made or deleted; what is found here without its lock held is removed. */
export interface BuildingRow {
  readonly id: string;
  readonly since: number;
}

/** Returns the tables of an open workspace database under their types. */
export function workspaceTables(db: Dexie) {
  return {
    meta: db.table<MetaRow, string>('meta'),
    runs: db.table<RunRow, string>('runs'),
    segments: db.table<SegmentRow, [string, string, string, number]>('segments'),
    dictionaries: db.table<DictionaryRow, [string, number]>('dictionaries'),
    rejects: db.table<RejectRow, [string, number]>('rejects'),
    mappings: db.table<MappingRow, string>('mappings'),
  };
}

/** Returns the tables of an open catalogue database under their types. */
export function catalogueTables(db: Dexie) {
  return {
    meta: db.table<MetaRow, string>('meta'),
    workspaces: db.table<Workspace, string>('workspaces'),
    building: db.table<BuildingRow, string>('building'),
  } satisfies Record<string, Table>;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const instant = v.pipe(v.number(), v.finite());
const text = v.string();

const columnInfo = v.strictObject({
  name: text,
  kind: v.picklist(['text', 'number', 'date']),
  precision: v.exactOptional(v.picklist(['day', 'instant'])),
});

const runSchema = v.strictObject({
  id: text,
  seq: count,
  status: v.picklist(['staged', 'live', 'undone']),
  cleaned: v.picklist([0, 1]),
  files: v.array(v.strictObject({ name: text, size: count, sha256: text })),
  shape: text,
  mapping: v.unknown(),
  counts: v.strictObject({
    rows: count,
    rejected: count,
    events: count,
    people: count,
    newPeople: count,
    firstTime: v.nullable(instant),
    lastTime: v.nullable(instant),
  }),
  startedAt: instant,
  finishedAt: v.nullable(instant),
  eventRows: count,
  peopleRows: count,
  dayOnly: v.boolean(),
  eventColumns: v.array(columnInfo),
  peopleColumns: v.array(columnInfo),
  added: v.array(v.strictObject({ dictionary: text, from: count, count, blank: count })),
});

const segmentSchema = v.strictObject({
  run: text,
  table: v.picklist(['events', 'people']),
  column: text,
  index: count,
  data: v.union([v.instance(Uint8Array), v.instance(Uint32Array), v.instance(Float64Array)]),
});

const dictionarySchema = v.pipe(
  v.strictObject({
    dictionary: text,
    from: count,
    run: text,
    count,
    offsets: v.instance(Uint32Array),
    bytes: v.instance(Uint8Array),
  }),
  v.check(
    ({ count: entries, offsets, bytes }) =>
      offsets.length === entries + 1 &&
      offsets[0] === 0 &&
      offsets[entries] === bytes.length &&
      ascending(offsets),
    'offsets do not fit the texts',
  ),
);

const rejectSchema = v.strictObject({ run: text, index: count, text });

const saved = { id: text, name: text, createdAt: instant, updatedAt: instant, rev: count };
const insightSchema = v.strictObject({ ...saved, question: v.unknown() });
const dashboardSchema = v.strictObject({ ...saved, content: v.unknown() });
const peopleSegmentSchema = v.strictObject({ ...saved, filter: v.unknown() });

const mappingSchema = v.strictObject({ fingerprint: text, mapping: v.unknown(), usedAt: instant });

/** Shape of a catalogue row, as a backup's header carries it. */
export const workspaceSchema = v.strictObject({
  id: text,
  name: text,
  currency: text,
  timeZone: text,
  weekStart: v.picklist([1, 7]),
  locale: text,
  createdAt: instant,
  lastBackupAt: v.nullable(instant),
  sample: v.nullable(v.picklist(['shop', 'pipeline', 'trial'])),
}) satisfies v.GenericSchema<unknown, Workspace>;

const CONTENT_1 = {
  runs: runSchema satisfies v.GenericSchema<unknown, RunRow>,
  dictionaries: dictionarySchema satisfies v.GenericSchema<unknown, DictionaryRow>,
  segments: segmentSchema satisfies v.GenericSchema<unknown, SegmentRow>,
  rejects: rejectSchema satisfies v.GenericSchema<unknown, RejectRow>,
  insights: insightSchema satisfies v.GenericSchema<unknown, Insight>,
  mappings: mappingSchema satisfies v.GenericSchema<unknown, MappingRow>,
} as const;

const CONTENT_2 = {
  ...CONTENT_1,
  dashboards: dashboardSchema satisfies v.GenericSchema<unknown, Dashboard>,
  peopleSegments: peopleSegmentSchema satisfies v.GenericSchema<unknown, PeopleSegment>,
} as const;

/** The tables that make up a workspace's content, in the order they are copied and backed up, with their schemas. */
export const CONTENT = CONTENT_2;

/** The content tables of every published version of the database, the first one first, as a backup of it has them. */
export const CONTENT_OF_VERSION: readonly ReadonlyMap<string, v.GenericSchema<unknown, object>>[] = [
  new Map(Object.entries(CONTENT_1)),
  new Map(Object.entries(CONTENT_2)),
];

export type ContentTable = keyof typeof CONTENT;

/** Names of the content tables in the order they are copied. */
export const CONTENT_TABLES = Object.keys(CONTENT) as readonly ContentTable[];

function ascending(offsets: Uint32Array): boolean {
  for (let i = 1; i < offsets.length; i++) if (offsets[i]! < offsets[i - 1]!) return false;
  return true;
}
