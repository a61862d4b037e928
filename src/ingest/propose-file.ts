import { knownExport } from './exports.ts';
import { byHeaders, nothingRead } from './headers-say.ts';
import { asLeads } from './propose-leads.ts';
import {
  columnName,
  FileFacts,
  fileMapping,
  fillAttributes,
  keySign,
  label,
  leftOut,
  type FileProposal,
} from './propose-parts.ts';
import { sign } from './recognise-evidence.ts';
import type { ColumnRole, Evidence, RecognisedColumn, Recognition, Shape } from './types.ts';
import { isAboutPerson, isNarrowUnit, isNearlyUnique, isValue, nameFromFile } from './vocabulary.ts';

/** Returns the best reading of one file, or its reading as `forced`. */
export function proposeFile(file: Recognition, forced: Shape | null): FileProposal {
  if (forced === 'counts' || (forced === null && file.counts !== null)) return asCounts(file);
  if (nothingRead(file)) {
    // No cell speaks, so the headers do; what they can't say (how many people) is left unsaid.
    const named = proposeFile(byHeaders(file), forced);
    const evidence = [sign('headers-only', { rows: file.rows }, false)];
    return { ...named, confidence: Math.min(named.confidence, 0.6), evidence };
  }
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

function likelyShape(facts: FileFacts): Shape {
  const { file } = facts;
  const any = facts.key(false);
  if (file.rows === 0 || any === null) return 'unknown';
  const single = facts.key(true);
  const time = facts.time();
  const name = facts.eventName(any.column);
  const stage = facts.stage();
  const perLead = single !== null && isNearlyUnique(single.column) && single.score >= any.score * 0.6;
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
  // Without names, a code that repeats beside a date is somebody who came back.
  if (time !== null) return any.score >= 30 || any.column.identifier ? 'events' : 'unknown';
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
      return {
        shape: 'unknown',
        profile: null,
        confidence: 0,
        mapping: fileMapping(facts.file, 'ignored', new Map()),
        stages: [],
        evidence: [sign('shape-unknown', {}, false)],
      };
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
  return {
    shape: 'events',
    profile: null,
    confidence: key === null ? 0.1 : 0.35 + 0.006 * Math.min(100, strong),
    mapping: fileMapping(file, 'events', roles, constant),
    stages: [],
    evidence,
  };
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
  const named = file.columns.find(
    (column) =>
      !roles.has(column) && column.kind === 'text' && column.distinct === 1 && column.filled === file.rows,
  );
  if (named !== undefined) roles.set(named, { kind: 'ignored', why: 'names-the-step' });
  const name = named?.samples[0]?.text ?? nameFromFile(file.file);
  for (const column of file.columns) {
    if (!roles.has(column))
      roles.set(
        column,
        leftOut(column, file) ?? { kind: isValue(column) ? 'value' : 'property', name: columnName(column) },
      );
  }
  return {
    shape: 'step-files',
    profile: null,
    confidence: key === null ? 0.1 : 0.8,
    mapping: fileMapping(file, 'step', roles, name),
    stages: [{ name, type: 'open' }],
    evidence,
  };
}

function asPeople(facts: FileFacts): FileProposal {
  const { file } = facts;
  const key = facts.key(true);
  const roles = new Map<RecognisedColumn, ColumnRole>();
  if (key !== null) roles.set(key.column, { kind: 'person' });
  fillAttributes(file, roles);
  const evidence = key === null ? [] : [keySign(key.column, file)];
  return {
    shape: 'people',
    profile: null,
    confidence: key === null ? 0.1 : 0.4 + 0.003 * Math.min(100, key.score),
    mapping: fileMapping(file, 'people', roles),
    stages: [],
    evidence,
  };
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
