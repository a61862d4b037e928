import { foldHeader } from './headers.ts';
import {
  fileMapping,
  fillAttributes,
  keySign,
  label,
  type FileFacts,
  type FileProposal,
} from './propose-parts.ts';
import { sign } from './recognise-evidence.ts';
import type { ColumnRole, Evidence, MappedStage, RecognisedColumn, Recognition, Shape } from './types.ts';
import {
  dateRole,
  nameFromFile,
  nameFromHeader,
  orderStages,
  stageOfHeader,
  stageType,
} from './vocabulary.ts';

/** Returns a file read as one row per lead, with a date per stage or the stage now. */
export function asLeads(facts: FileFacts, shape: 'stage-dates' | 'stage-current'): FileProposal {
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
    evidence.push(
      sign('stage-values', {
        column: label(stage.column),
        stages: stages.map(({ name }) => name).join(', '),
      }),
    );
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
  const dated = [...roles].flatMap(([column, role]) =>
    role.kind === 'stage-date' ? [{ column, name: role.stage }] : [],
  );
  stages = shape === 'stage-dates' || stages.length === 0 ? datedStages(dated) : addDated(stages, dated);
  if (dated.length > 0)
    evidence.push(sign('stage-columns', { columns: dated.map(({ column }) => label(column)).join(', ') }));
  for (const kind of ['created', 'closed'] as const) {
    const column = [...roles].find(([, role]) => role.kind === kind)?.[0];
    if (column !== undefined) evidence.push(sign(kind, { column: label(column) }));
  }
  fillAttributes(file, roles);
  const signs = (stage?.score ?? 0) + dated.length * 30;
  const confidence =
    key === null ? 0.1 : 0.3 + 0.003 * Math.min(100, key.score) + 0.004 * Math.min(100, signs);
  return {
    shape,
    profile: null,
    confidence: Math.min(0.97, confidence),
    mapping: fileMapping(file, 'leads', roles),
    stages,
    evidence,
  };
}

function leadDate(
  column: RecognisedColumn,
  stages: readonly MappedStage[],
  shape: Shape,
  roles: ReadonlyMap<RecognisedColumn, ColumnRole>,
  file: Recognition,
): ColumnRole | null {
  const quoted = /^date entered ["“]/i.test(column.header.trim());
  const of = quoted ? null : stageOfHeader(column.header, stages);
  const name = nameFromHeader(column.header);
  if (quoted)
    return {
      kind: 'stage-date',
      stage: stages.find((stage) => foldHeader(stage.name) === foldHeader(name))?.name ?? name,
    };
  const kind = dateRole(column);
  if (kind === 'side') return null;
  if (of !== null && kind !== 'since') return { kind: 'stage-date', stage: of.name };
  if (shape === 'stage-dates')
    return kind === 'since'
      ? null
      : { kind: 'stage-date', stage: name === '' ? nameFromFile(file.file) : name };
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

function addDated(
  stages: readonly MappedStage[],
  dated: readonly { column: RecognisedColumn; name: string }[],
): MappedStage[] {
  const missing = dated
    .map(({ name }) => name)
    .filter((name) => !stages.some((stage) => stage.name === name));
  return missing.length === 0
    ? [...stages]
    : orderStages([...stages.map(({ name }) => name), ...missing].map((text) => ({ text, count: 0 })));
}
