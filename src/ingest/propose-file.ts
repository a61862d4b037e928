import { knownExport } from './exports.ts';
import { foldHeader } from './headers.ts';
import { MARKER_COLUMNS } from './rejected-csv.ts';
import { sign } from './recognise-evidence.ts';
import type { ColumnMapping, ColumnRole, Evidence, FileMapping, FileRole, MappedStage, RecognisedColumn, Recognition, Shape } from './types.ts';
import {
  dateRole,
  eventNameScore,
  isAboutPerson,
  isNarrowUnit,
  isValue,
  keyScore,
  nameFromFile,
  nameFromHeader,
  orderStages,
  stageOfHeader,
  stageScore,
  stageType,
  timeScore,
} from './vocabulary.ts';

/** One file read as one shape. */
export interface FileProposal {
  readonly shape: Shape;
  readonly profile: string | null;
  readonly confidence: number;
  readonly mapping: FileMapping;
  readonly stages: readonly MappedStage[];
  readonly evidence: readonly Evidence[];
}

const isMarker = (header: string): boolean => header === '_file' || MARKER_COLUMNS.some((name) => name === header);

/** A column that says the same in every one of at least this many rows says nothing about any of them. */
const CONSTANT_ROWS = 10;

/** Returns the best reading of one file, or its reading as `forced`. */
export function proposeFile(file: Recognition, forced: Shape | null): FileProposal {
  if (forced === 'counts' || (forced === null && file.counts !== null)) return asCounts(file);
  const match = knownExport(file);
  const facts = new FileFacts(file, match?.known.roles ?? {});
  if (match !== null && (forced === null || forced === match.known.shape)) {
    const { known, matched, of } = match;
    const built = build(facts, known.shape, known.eventName);
    const evidence = [sign('profile', { profile: known.id, matched, of }), ...built.evidence];
    return { ...built, profile: known.id, confidence: Math.max(built.confidence, 0.98), evidence };
  }
  if (forced !== null) return build(facts, forced, null);
  return build(facts, likelyShape(facts), null);
}

/** Which columns of a file could play which part. */
export class FileFacts {
  readonly file: Recognition;
  readonly given: Readonly<Record<string, ColumnRole>>;

  constructor(file: Recognition, given: Readonly<Record<string, ColumnRole>> = {}) {
    this.file = file;
    this.given = given;
  }

  /** Best key of people: for a table of leads one without repeats. */
  key(unique: boolean): { column: RecognisedColumn; score: number } | null {
    return this.givenOr('person', (column) => keyScore(column, this.file.rows, unique));
  }

  eventName(not: RecognisedColumn | undefined): { column: RecognisedColumn; score: number } | null {
    return this.givenOr('event-name', (column) => (column === not ? 0 : eventNameScore(column, this.file.rows)));
  }

  time(): { column: RecognisedColumn; score: number } | null {
    return this.givenOr('time', (column) => timeScore(column, this.file.rows));
  }

  stage(): { column: RecognisedColumn; score: number } | null {
    return this.givenOr('stage', (column) => stageScore(column, this.file.rows));
  }

  /** Date columns that could be steps of a lead's way. */
  steps(): RecognisedColumn[] {
    return this.dates().filter((column) => dateRole(column) !== 'side' && dateRole(column) !== 'since');
  }

  dates(): RecognisedColumn[] {
    return this.file.columns.filter(({ kind, filled }) => kind === 'date' && filled > 0);
  }

  private givenOr(kind: ColumnRole['kind'], score: (column: RecognisedColumn) => number): { column: RecognisedColumn; score: number } | null {
    const named = this.file.columns.find((column) => this.given[foldHeader(column.header)]?.kind === kind);
    if (named !== undefined) return { column: named, score: 130 };
    let best: { column: RecognisedColumn; score: number } | null = null;
    for (const column of this.file.columns) {
      const value = score(column);
      if (value > (best?.score ?? 0)) best = { column, score: value };
    }
    return best;
  }
}

function likelyShape(facts: FileFacts): Shape {
  const { file } = facts;
  const any = facts.key(false);
  if (file.rows === 0 || any === null) return 'unknown';
  const single = facts.key(true);
  const time = facts.time();
  const name = facts.eventName(any.column);
  const stage = facts.stage();
  const perLead = single !== null && single.column.unique && single.score >= any.score * 0.6;
  if (name !== null && time !== null && !(perLead && stage !== null && name.column === stage.column)) {
    const aboutLeads = perLead && file.rows > 20 && name.score < 80;
    if (!aboutLeads) return 'events';
  }
  if (perLead) {
    if (stage !== null && (facts.dates().length > 0 || stage.score >= 80)) return 'stage-current';
    if (facts.steps().length > 0 && single.score >= 30) return 'stage-dates';
    return single.score >= 20 ? 'people' : 'unknown';
  }
  if (name !== null && name.score >= 60) return 'events';
  if (time !== null) return any.score >= 30 ? 'events' : 'unknown';
  return any.score >= 60 ? 'events' : 'unknown';
}

function build(facts: FileFacts, shape: Shape, eventName: string | null): FileProposal {
  switch (shape) {
    case 'events':
      return asEvents(facts, eventName);
    case 'stage-current':
    case 'stage-dates':
      return asLeads(facts, shape);
    case 'step-files':
      return asStep(facts);
    case 'people':
      return asPeople(facts);
    default:
      return { shape: 'unknown', profile: null, confidence: 0, mapping: fileMapping(facts.file, 'ignored', new Map()), stages: [], evidence: [sign('shape-unknown', {}, false)] };
  }
}

function asEvents(facts: FileFacts, given: string | null): FileProposal {
  const { file } = facts;
  const key = facts.key(false);
  const name = given === null ? facts.eventName(key?.column) : null;
  const time = facts.time();
  const roles = new Map<RecognisedColumn, ColumnRole>();
  const evidence: Evidence[] = [];
  if (key !== null) {
    roles.set(key.column, { kind: 'person' });
    evidence.push(keySign(key.column, file));
  }
  if (time !== null) {
    roles.set(time.column, { kind: 'time' });
    evidence.push(sign('time', { column: label(time.column) }));
  } else evidence.push(sign('no-time', {}, false));
  let constant: string | null = null;
  if (name !== null) {
    roles.set(name.column, { kind: 'event-name' });
    evidence.push(sign('event-names', { column: label(name.column), names: name.column.distinct }));
  } else {
    constant = given ?? nameFromFile(file.file);
    evidence.push(sign('event-constant', { name: constant }));
  }
  for (const column of file.columns) {
    if (roles.has(column)) continue;
    const rest = leftOut(column, file);
    if (rest !== null) roles.set(column, rest);
    else if (isValue(column)) roles.set(column, { kind: 'value', name: columnName(column) });
    else if (isAboutPerson(column)) roles.set(column, { kind: 'attribute', name: columnName(column) });
    else roles.set(column, { kind: 'property', name: columnName(column) });
    if (isNarrowUnit(column)) evidence.push(sign('held', { column: label(column) }));
  }
  const strong = Math.min(key?.score ?? 0, time?.score ?? 0, given !== null ? 100 : (name?.score ?? 40));
  return { shape: 'events', profile: null, confidence: key === null ? 0.1 : 0.35 + 0.006 * Math.min(100, strong), mapping: fileMapping(file, 'events', roles, constant), stages: [], evidence };
}

function asLeads(facts: FileFacts, shape: 'stage-dates' | 'stage-current'): FileProposal {
  const { file, given } = facts;
  const key = facts.key(true);
  const stage = shape === 'stage-current' ? facts.stage() : null;
  const roles = new Map<RecognisedColumn, ColumnRole>();
  const evidence: Evidence[] = [];
  if (key !== null) {
    roles.set(key.column, { kind: 'person' });
    evidence.push(keySign(key.column, file));
  }
  let stages: MappedStage[] = [];
  if (stage !== null) {
    roles.set(stage.column, { kind: 'stage' });
    stages = orderStages(stage.column.values);
    evidence.push(sign('stage-values', { column: label(stage.column), stages: stages.map(({ name }) => name).join(', ') }));
  }
  for (const column of file.columns) {
    const role = given[foldHeader(column.header)];
    if (role !== undefined && !roles.has(column) && column.kind === 'date') roles.set(column, role);
  }
  for (const column of facts.dates()) {
    if (roles.has(column)) continue;
    const role = leadDate(column, stages, shape, roles, file);
    if (role !== null) roles.set(column, role);
  }
  const dated = [...roles].flatMap(([column, role]) => (role.kind === 'stage-date' ? [{ column, name: role.stage }] : []));
  stages = shape === 'stage-dates' || stages.length === 0 ? datedStages(dated) : addDated(stages, dated);
  if (dated.length > 0) evidence.push(sign('stage-columns', { columns: dated.map(({ column }) => label(column)).join(', ') }));
  for (const kind of ['created', 'closed'] as const) {
    const column = [...roles].find(([, role]) => role.kind === kind)?.[0];
    if (column !== undefined) evidence.push(sign(kind, { column: label(column) }));
  }
  fillAttributes(file, roles);
  const signs = (stage?.score ?? 0) + dated.length * 30;
  const confidence = key === null ? 0.1 : 0.3 + 0.003 * Math.min(100, key.score) + 0.004 * Math.min(100, signs);
  return { shape, profile: null, confidence: Math.min(0.97, confidence), mapping: fileMapping(file, 'leads', roles), stages, evidence };
}

function leadDate(column: RecognisedColumn, stages: readonly MappedStage[], shape: Shape, roles: ReadonlyMap<RecognisedColumn, ColumnRole>, file: Recognition): ColumnRole | null {
  const quoted = /^date entered ["“]/i.test(column.header.trim());
  const of = quoted ? null : stageOfHeader(column.header, stages);
  const name = nameFromHeader(column.header);
  if (quoted) return { kind: 'stage-date', stage: stages.find((stage) => foldHeader(stage.name) === foldHeader(name))?.name ?? name };
  const kind = dateRole(column);
  if (kind === 'side') return null;
  if (of !== null && kind !== 'since') return { kind: 'stage-date', stage: of.name };
  if (shape === 'stage-dates') return kind === 'since' ? null : { kind: 'stage-date', stage: name === '' ? nameFromFile(file.file) : name };
  const taken = (role: ColumnRole['kind']): boolean => [...roles.values()].some((one) => one.kind === role);
  if (kind === 'since') return taken('stage-since') ? null : { kind: 'stage-since' };
  if (kind === 'closed') return taken('closed') ? null : { kind: 'closed' };
  if (kind === 'created' || name === '') return taken('created') ? null : { kind: 'created' };
  // A step of its own, such as a demo date beside the current stage.
  return { kind: 'stage-date', stage: name };
}

/** Stages known by their dates alone: the more leads have one, the earlier it stands; lost ones last. */
function datedStages(dated: readonly { column: RecognisedColumn; name: string }[]): MappedStage[] {
  const last = { open: 0, won: 1, lost: 2 };
  return [...dated]
    .map(({ column, name }) => ({ name, type: stageType(name), filled: column.filled }))
    .sort((a, b) => last[a.type] - last[b.type] || b.filled - a.filled)
    .map(({ name, type }) => ({ name, type }));
}

function addDated(stages: readonly MappedStage[], dated: readonly { column: RecognisedColumn; name: string }[]): MappedStage[] {
  const missing = dated.map(({ name }) => name).filter((name) => !stages.some((stage) => stage.name === name));
  return missing.length === 0 ? [...stages] : orderStages([...stages.map(({ name }) => name), ...missing].map((text) => ({ text, count: 0 })));
}

function asStep(facts: FileFacts): FileProposal {
  const { file } = facts;
  const key = facts.key(false);
  const time = facts.time();
  const roles = new Map<RecognisedColumn, ColumnRole>();
  const evidence: Evidence[] = [];
  if (key !== null) {
    roles.set(key.column, { kind: 'person' });
    evidence.push(keySign(key.column, file));
  }
  if (time !== null) roles.set(time.column, { kind: 'time' });
  const named = file.columns.find((column) => !roles.has(column) && column.kind === 'text' && column.distinct === 1 && column.filled === file.rows);
  if (named !== undefined) roles.set(named, { kind: 'ignored', why: 'names-the-step' });
  const name = named?.samples[0]?.text ?? nameFromFile(file.file);
  for (const column of file.columns) {
    if (!roles.has(column)) roles.set(column, leftOut(column, file) ?? { kind: isValue(column) ? 'value' : 'property', name: columnName(column) });
  }
  return { shape: 'step-files', profile: null, confidence: key === null ? 0.1 : 0.8, mapping: fileMapping(file, 'step', roles, name), stages: [{ name, type: 'open' }], evidence };
}

function asPeople(facts: FileFacts): FileProposal {
  const { file } = facts;
  const key = facts.key(true);
  const roles = new Map<RecognisedColumn, ColumnRole>();
  if (key !== null) roles.set(key.column, { kind: 'person' });
  fillAttributes(file, roles);
  const evidence = key === null ? [] : [keySign(key.column, file)];
  return { shape: 'people', profile: null, confidence: key === null ? 0.1 : 0.4 + 0.003 * Math.min(100, key.score), mapping: fileMapping(file, 'people', roles), stages: [], evidence };
}

function asCounts(file: Recognition): FileProposal {
  const stages = file.counts ?? [];
  const roles = new Map<RecognisedColumn, ColumnRole>();
  return {
    shape: 'counts',
    profile: null,
    confidence: stages.length >= 2 ? 0.9 : 0.1,
    mapping: fileMapping(file, 'counts', roles),
    stages: stages.map(({ label: name }) => ({ name, type: 'open' })),
    evidence: [sign('counts', { stages: stages.length }, stages.length >= 2)],
  };
}

/** Gives every column without a role one as lead attribute, or leaves it out. */
export function fillAttributes(file: Recognition, roles: Map<RecognisedColumn, ColumnRole>): void {
  for (const column of file.columns) {
    if (roles.has(column)) continue;
    roles.set(column, leftOut(column, file) ?? { kind: isValue(column) ? 'value' : 'attribute', name: columnName(column) });
  }
}

function leftOut(column: RecognisedColumn, { rows, columns }: Recognition): ColumnRole | null {
  // Refused rows that come back corrected bring what we said about them.
  if (isMarker(column.header) && MARKER_COLUMNS.every((name) => columns.some(({ header }) => header === name))) return { kind: 'ignored', why: 'user' };
  if (column.kind === 'empty') return { kind: 'ignored', why: 'empty' };
  if (column.distinct === 1 && column.filled === rows && rows >= CONSTANT_ROWS) return { kind: 'ignored', why: 'constant' };
  return null;
}

/** Returns the name a column's values go by: its header, or `Column 3`. */
export function columnName(column: RecognisedColumn): string {
  return column.header === '' ? `Column ${column.index + 1}` : column.header;
}

/** Returns how a column is spoken of in evidence. */
export function label(column: RecognisedColumn): string {
  return column.header === '' ? `#${column.index + 1}` : column.header;
}

function keySign(column: RecognisedColumn, file: Recognition): Evidence {
  return sign('key', { column: label(column), people: column.distinct, rows: file.rows }, column.blanks === 0);
}

/** Returns the mapping of a file; columns without a role are left out. Names used twice get a number. */
export function fileMapping(file: Recognition, role: FileRole, roles: ReadonlyMap<RecognisedColumn, ColumnRole>, eventName: string | null = null, lookupOf: string | null = null): FileMapping {
  const used = new Map<string, number>();
  const columns = file.columns.map((column): ColumnMapping => {
    const given = roles.get(column) ?? { kind: 'ignored', why: 'user' };
    return { index: column.index, header: column.header, role: numbered(given, used), reading: asKey(given, column) };
  });
  return { file: file.file, fingerprint: file.fingerprint, format: file.format, footerLines: file.footerLines, role, eventName, lookupOf, columns };
}

function numbered(role: ColumnRole, used: Map<string, number>): ColumnRole {
  if (!('name' in role)) return role;
  const scope = role.kind === 'property' ? 'e' : 'p';
  const n = (used.get(scope + role.name) ?? 0) + 1;
  used.set(scope + role.name, n);
  return n === 1 ? role : { ...role, name: `${role.name} (${n})` };
}

/** Keys and names are text whatever they look like: `007` and `7` are two people. */
function asKey(role: ColumnRole, column: RecognisedColumn): ColumnMapping['reading'] {
  return role.kind === 'person' || role.kind === 'event-name' || role.kind === 'stage' || role.kind === 'lookup-key' ? { kind: 'text' } : column.reading;
}
