import type { ColumnInfo } from '../domain/columns.ts';
import type { Run } from '../domain/run.ts';
import type { Dashboard, Insight, PeopleSegment, SavedDraft, SavedKind } from '../domain/saved.ts';
import type { SampleKind, Workspace, WorkspaceSettings } from '../domain/workspace.ts';
import type { DryRun, Hints, Mapping, Proposal, Shape } from '../ingest/types.ts';
import type { PropertyRef } from '../questions/filter.ts';
import type {
  Analyses,
  Answer,
  PeopledKind,
  PeopledQuestion,
  Picked,
  Question,
  QuestionKind,
} from '../questions/question.ts';

/** What an open workspace holds, enough to draw every control before a question is asked. */
export interface WorkspaceView {
  readonly workspace: Workspace;
  /** The data were written by a newer version: nothing can be changed here. */
  readonly readOnly: boolean;
  readonly eventCount: number;
  readonly personCount: number;
  /** First and last dated event, epoch ms; null without any. */
  readonly span: { readonly from: number; readonly to: number } | null;
  /** Event names by falling count. */
  readonly events: readonly { readonly name: string; readonly count: number }[];
  readonly eventProperties: readonly ColumnInfo[];
  readonly personProperties: readonly ColumnInfo[];
  readonly runs: readonly Run[];
}

/** Values of a property by falling number of events (or people), for pickers. */
export interface PropertyValues {
  readonly kind: ColumnInfo['kind'];
  /** Number of different values; null for number and date columns, where only the range is measured. */
  readonly distinct: number | null;
  readonly missing: number;
  /** Text columns only. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
  /** Number and date columns only; date: ms as stored. */
  readonly range: { readonly min: number; readonly max: number } | null;
}

/** What somebody is called. */
export interface PersonName {
  /** Key under which the data know this person. */
  readonly key: string;
  /** Name or e-mail when the data have one, else null. */
  readonly name: string | null;
  /** Others have the same name, such as leads named by their account. */
  readonly shared: boolean;
}

/** One person (or held value) of a list. */
export interface PersonRow extends PersonName {
  readonly person: number;
  /** Held property value when the unit is a property, else null. */
  readonly held: string | null;
  /** Time of the entry (epoch ms), NaN when undated. */
  readonly time: number;
  readonly dayOnly: boolean;
  /** What the list shows beside the name: value of `detail`, null when missing. */
  readonly detail: string | number | null;
  /** What the analysis knows of this person, as `PeoplePage.measures` names it; NaN: not known. */
  readonly measures: readonly number[];
}

/** `given`: as the analysis lists them. `measure.…`: by a figure of `PeoplePage.measures`, largest first. */
export type PeopleSort = 'newest' | 'oldest' | 'name' | 'detail' | 'given' | `measure.${string}`;

/** What somebody is worth: their `own` amount, the `sum` of their events' amounts, or the amount of the `latest` event that has one. */
export interface Worth {
  readonly is: 'own' | 'sum' | 'latest';
  /** Currency of all the amounts of a list, ISO 4217 or as the data write it; null: not told. */
  readonly currency: string | null;
}

export interface PeoplePage {
  readonly total: number;
  /** Rows that match the search; equals `total` without one. */
  readonly matching: number;
  readonly offset: number;
  readonly rows: readonly PersonRow[];
  /** Person property shown as detail, null when there is none worth it. */
  readonly detail: ColumnInfo | null;
  /** Names of the figures in the rows, such as `silence-days`. */
  readonly measures: readonly string[];
  /** What the figure `value` is; null or absent: there is none. */
  readonly worth?: Worth | null;
}

/** A list of the people behind a figure, as it is searched and ordered. */
export type PeopleQuery = Picked<PeopledKind> & { readonly search: string; readonly sort: PeopleSort };

/** A property of one person or event, as text or number; dates as ms with their precision in `kind`/`precision`. */
export interface PropertyValue {
  readonly name: string;
  readonly kind: ColumnInfo['kind'];
  readonly precision?: 'day' | 'instant';
  readonly value: string | number;
}

export interface TimelineEvent {
  /** Index among the person's events, as proofs refer to it. */
  readonly index: number;
  readonly name: string;
  /** Epoch ms, NaN when undated. */
  readonly time: number;
  readonly dayOnly: boolean;
  readonly properties: readonly PropertyValue[];
  /** Where it came from. */
  readonly file: string | null;
  readonly line: number;
}

export interface PersonDossier<K extends PeopledKind> extends PersonName {
  readonly person: number;
  readonly properties: readonly PropertyValue[];
  readonly events: readonly TimelineEvent[];
  /** One per counted unit, of the question's kind; empty when no question was given. */
  readonly proofs: readonly Analyses[K]['proof'][];
}

export interface Health {
  readonly usage: number | null;
  readonly quota: number | null;
  readonly persisted: boolean | null;
  readonly events: number;
  readonly people: number;
  readonly runs: number;
  readonly lastBackupAt: number | null;
  readonly privateMode: 'likely' | 'unlikely' | 'unknown';
}

/** A person or a machine readable refusal to repeat an import: the same bytes are already in. */
export interface EarlierImport {
  readonly sha256: string;
  readonly file: string;
  readonly run: string;
  /** Epoch ms. */
  readonly at: number;
}

/** Files read and recognised, held in the worker until the import ends or is given up. */
export interface ImportSession {
  readonly session: number;
  readonly proposal: Proposal;
  readonly mapping: Mapping;
  /** True when the mapping is the one used for these headers before. */
  readonly remembered: boolean;
  readonly earlier: readonly EarlierImport[];
  readonly sha256: readonly string[];
}

/** Every request the page can make of the worker, with what it gives back. */
interface Requests {
  'workspaces.list': { params: null; reply: readonly Workspace[] };
  'workspaces.create': { params: WorkspaceSettings; reply: Workspace };
  'workspaces.update': { params: { id: string; settings: Partial<WorkspaceSettings> }; reply: Workspace };
  'workspaces.remove': { params: { id: string }; reply: null };
  'workspaces.duplicate': { params: { id: string; name: string }; reply: Workspace };
  'workspaces.open': { params: { id: string }; reply: WorkspaceView };
  'workspaces.health': { params: { id: string }; reply: Health };
  'sample.create': {
    params: { kind: SampleKind; people: number; seed: number; end: number; settings: WorkspaceSettings };
    reply: Workspace;
  };

  /** `workspace` null: files for a workspace that is made when they are imported. */
  'import.recognise': {
    params: {
      workspace: string | null;
      timeZone: string;
      files: readonly File[];
      hints: Hints;
      shape: Shape | null;
    };
    reply: ImportSession;
  };
  'import.dryRun': { params: { session: number; mapping: Mapping }; reply: DryRun };
  'import.commit': { params: { session: number; workspace: string; mapping: Mapping }; reply: Run };
  'import.discard': { params: { session: number }; reply: null };
  'import.undo': { params: { workspace: string; run: string }; reply: null };
  'import.rejected': { params: { workspace: string; run: string }; reply: Blob };

  ask: { params: { workspace: string; question: Question }; reply: Answer };
  /** A question of the kind to begin with; null when the data give none. */
  propose: { params: { workspace: string; kind: QuestionKind }; reply: Question | null };
  'property.values': {
    params: { workspace: string; property: PropertyRef; search: string; limit: number };
    reply: PropertyValues;
  };
  'people.page': {
    params: { workspace: string; query: PeopleQuery; offset: number; limit: number };
    reply: PeoplePage;
  };
  'people.csv': { params: { workspace: string; query: PeopleQuery; safe: boolean }; reply: Blob };
  'person.dossier': {
    params: { workspace: string; person: number; question: PeopledQuestion | null };
    reply: PersonDossier<PeopledKind>;
  };

  'insights.list': { params: { workspace: string }; reply: readonly Insight[] };
  'insights.save': {
    params: { workspace: string; insight: SavedDraft<'insights'> & { readonly question: Question } };
    reply: Insight;
  };
  'insights.remove': { params: { workspace: string; id: string }; reply: null };
  'dashboards.list': { params: { workspace: string }; reply: readonly Dashboard[] };
  'dashboards.save': {
    params: { workspace: string; dashboard: SavedDraft<'dashboards'> };
    reply: Dashboard;
  };
  'dashboards.remove': { params: { workspace: string; id: string }; reply: null };
  'peopleSegments.list': { params: { workspace: string }; reply: readonly PeopleSegment[] };
  'peopleSegments.save': {
    params: { workspace: string; segment: SavedDraft<'peopleSegments'> };
    reply: PeopleSegment;
  };
  'peopleSegments.remove': { params: { workspace: string; id: string }; reply: null };

  'backup.write': {
    params: { workspace: string; handle: FileSystemFileHandle | null };
    reply: { readonly blob: Blob; readonly bytes: number };
  };
  'backup.restore': { params: { file: File }; reply: Workspace };
}

export type Method = keyof Requests;
export type Params<M extends Method> = Requests[M]['params'];
export type Reply<M extends Method> = Requests[M]['reply'];

/** Stored data changed, in this tab or another. `workspace` null: the list of workspaces. */
export interface Change {
  readonly workspace: string | null;
  readonly what: 'runs' | SavedKind | 'settings' | 'deleted' | 'workspaces' | 'closed';
}
