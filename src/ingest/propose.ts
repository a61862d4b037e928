import { foldHeader } from './headers.ts';
import { proposeFile } from './propose-file.ts';
import {
  columnName,
  FileFacts,
  fileMapping,
  fillAttributes,
  label,
  type FileProposal,
} from './propose-parts.ts';
import { sign } from './recognise-evidence.ts';
import type {
  ColumnRole,
  DateOrder,
  Evidence,
  FileMapping,
  MappedStage,
  Mapping,
  Proposal,
  RecognisedColumn,
  Recognition,
  Shape,
} from './types.ts';
import { isNearlyUnique, nameFromFile, stageType } from './vocabulary.ts';

/**
 * Returns what the dropped files are together and what each column becomes, with evidence and confidence; as shape
 * `forced` when the user chose one. Files may be alike (months of one export), steps of a funnel with a table of
 * the people, leads spread over files that share a key, or a main file with look-up tables. A file that has no
 * part in it is `ignored`.
 */
export function proposeMapping(files: readonly Recognition[], forced: Shape | null = null): Proposal {
  const settled = settleOrders(files);
  const draft = settled.length === 1 ? alone(settled[0]!, forced) : together(settled, forced);
  const { shape, profile, stages, confidence } = draft;
  const counts = settled.find((_, i) => draft.files[i]?.role === 'counts')?.counts ?? [];
  const mapping: Mapping = {
    version: 1,
    shape,
    profile,
    files: draft.files,
    stages,
    badCells: 'reject',
    counts,
  };
  const questions = settled.flatMap((file, i) =>
    file.columns
      .filter((column) => column.ambiguous && isUsed(draft.files[i]!, column))
      .map((column) => ({ file: i, column: column.index, sample: column.pattern })),
  );
  return { files: settled, mapping, confidence, evidence: draft.evidence, questions };
}

interface Draft {
  readonly shape: Shape;
  readonly profile: string | null;
  readonly confidence: number;
  readonly files: readonly FileMapping[];
  readonly stages: readonly MappedStage[];
  readonly evidence: readonly Evidence[];
}

function alone(file: Recognition, forced: Shape | null): Draft {
  const proposal = proposeFile(file, forced);
  return { ...proposal, files: [proposal.mapping] };
}

function together(files: readonly Recognition[], forced: Shape | null): Draft {
  const [first] = files;
  if (
    files.every(({ fingerprint, format }) => fingerprint === first!.fingerprint && format.header) &&
    forced !== 'step-files'
  ) {
    const proposals = files.map((file) => proposeFile(file, forced));
    const largest = proposals.reduce((best, proposal) =>
      proposal.confidence > best.confidence ? proposal : best,
    );
    const mappings = files.map((file) => alike(largest.mapping, file));
    return {
      ...largest,
      files: mappings,
      stages: mergeStages(proposals),
      evidence: [sign('files-alike', { files: files.length }), ...largest.evidence],
    };
  }
  const steps = stepFiles(files, forced);
  if (steps !== null) return asSteps(files, steps);
  return asMainAndRest(files, forced);
}

/** The mapping of a file with the same headers, on this file's own text format and readings. */
function alike(mapping: FileMapping, file: Recognition): FileMapping {
  const columns = mapping.columns.map((column) => {
    const own = file.columns[column.index];
    return own === undefined || column.reading.kind !== own.reading.kind
      ? column
      : { ...column, reading: own.reading };
  });
  return { ...mapping, file: file.file, format: file.format, footerLines: file.footerLines, columns };
}

function mergeStages(proposals: readonly FileProposal[]): MappedStage[] {
  const stages: MappedStage[] = [];
  for (const proposal of proposals)
    for (const stage of proposal.stages)
      if (!stages.some(({ name }) => name === stage.name)) stages.push(stage);
  const last = { open: 0, won: 1, lost: 2 };
  return stages.sort((a, b) => last[a.type] - last[b.type]);
}

/** Returns the indexes of files that are one step each, with their common key; null unless there are two. */
function stepFiles(
  files: readonly Recognition[],
  forced: Shape | null,
): { key: string; indexes: number[] } | null {
  const keys = files.map((file) => {
    if (forced === 'step-files' || isStep(file))
      return foldHeader(new FileFacts(file).key(false)?.column.header ?? '');
    return null;
  });
  if (forced !== null && forced !== 'step-files') return null;
  const key =
    keys.find(
      (one, i) => one !== null && keys.indexOf(one) !== keys.lastIndexOf(one) && keys.indexOf(one) === i,
    ) ?? (forced === 'step-files' ? keys[0] : undefined);
  if (key === undefined || key === null) return null;
  const indexes = keys.flatMap((one, i) =>
    one === key && (forced !== 'step-files' || isStep(files[i]!) || !hasAttributes(files[i]!)) ? [i] : [],
  );
  return indexes.length >= 2 ? { key, indexes } : null;
}

/** Nothing but a key, at most one date, and columns that say the same in every row. */
function isStep(file: Recognition): boolean {
  const key = new FileFacts(file).key(false);
  if (key === null || file.rows === 0) return false;
  const rest = file.columns.filter((column) => column !== key.column && column.kind !== 'empty');
  const dates = rest.filter(({ kind }) => kind === 'date').length;
  const constant = rest.filter((column) => column.kind !== 'date' && column.distinct === 1).length;
  if (dates + constant !== rest.length || dates > 1) return false;
  // A date whose name is a step of its own (`won_date`) speaks for leads joined over files as well; the name of a bare date doesn't.
  return (
    dates === 0 ||
    constant > 0 ||
    /^(?:date|time|timestamp|datetime|ts|at|created at|visited at)$/.test(
      foldHeader(rest.find(({ kind }) => kind === 'date')!.header),
    )
  );
}

function hasAttributes(file: Recognition): boolean {
  return !isStep(file) && file.columns.length > 2;
}

function asSteps(
  files: readonly Recognition[],
  { key, indexes }: { key: string; indexes: readonly number[] },
): Draft {
  const proposals = new Map(indexes.map((i) => [i, proposeFile(files[i]!, 'step-files')] as const));
  const undated = [...proposals.values()].some(({ mapping }) =>
    mapping.columns.every(({ role }) => role.kind !== 'time'),
  );
  const evidence: Evidence[] = [
    sign('key-shared', {
      column: label(files[indexes[0]!]!.columns.find(({ header }) => foldHeader(header) === key)!),
      files: indexes.length,
    }),
  ];
  const ordered = [...indexes].sort((a, b) => files[b]!.rows - files[a]!.rows || a - b);
  const stages: MappedStage[] = [];
  for (const i of ordered)
    for (const stage of proposals.get(i)!.stages)
      if (!stages.some(({ name }) => name === stage.name)) stages.push(stage);
  evidence.push(
    sign('steps-by-size', {
      steps: ordered
        .map((i) => `${proposals.get(i)!.mapping.eventName ?? ''} (${files[i]!.rows})`)
        .join(', '),
    }),
  );
  let dated = false;
  const mappings = files.map((file, i) => {
    const step = proposals.get(i);
    if (step !== undefined) return step.mapping;
    const column = file.columns.find((one) => foldHeader(one.header) === key && isNearlyUnique(one));
    if (column === undefined) {
      evidence.push(sign('file-ignored', { file: file.file }, false));
      return fileMapping(file, 'ignored', new Map());
    }
    const roles = new Map<RecognisedColumn, ColumnRole>([[column, { kind: 'person' }]]);
    const dates = file.columns.filter(({ kind }) => kind === 'date');
    if (undated && dates.length === 1 && !dated) {
      dated = true;
      roles.set(dates[0]!, { kind: 'step-date' });
      evidence.push(sign('steps-dated', { file: file.file, column: label(dates[0]!) }));
    }
    fillAttributes(file, roles);
    return fileMapping(file, 'people', roles);
  });
  const dating = mappings.some(({ columns }) => columns.some(({ role }) => role.kind === 'step-date'));
  if (undated && !dating) evidence.push(sign('no-time', {}, false));
  return { shape: 'step-files', profile: null, confidence: 0.95, files: mappings, stages, evidence };
}

const PRIORITY: Readonly<Record<Shape, number>> = {
  events: 5,
  'stage-current': 5,
  'stage-dates': 4,
  people: 2,
  'step-files': 1,
  counts: 1,
  unknown: 0,
};

function asMainAndRest(files: readonly Recognition[], forced: Shape | null): Draft {
  const proposals = files.map((file) => proposeFile(file, forced));
  let main = 0;
  for (const [i, { shape, confidence }] of proposals.entries()) {
    const best = proposals[main]!;
    const better =
      PRIORITY[shape] - PRIORITY[best.shape] ||
      (files[i]!.rows - files[main]!.rows) * (confidence >= 0.4 ? 1 : 0);
    if (better > 0) main = i;
  }
  const lead = proposals[main]!;
  const key = keyOf(lead.mapping);
  const evidence: Evidence[] = [...lead.evidence];
  const joined: FileProposal[] = [lead];
  const shared: string[] = [];
  let lookups = 0;
  const mappings = files.map((file, i): FileMapping => {
    if (i === main) return lead.mapping;
    const own = proposals[i]!;
    const same = key === null ? undefined : file.columns.find(({ header }) => foldHeader(header) === key);
    if (same !== undefined && lead.shape !== 'unknown') {
      const part = joinByKey(file, same, lead.shape, own);
      if (part !== null) {
        shared.push(file.file);
        joined.push({ ...own, stages: part.stages });
        return part.mapping;
      }
    }
    const lookup = asLookup(file, files[main]!, lead.mapping);
    if (lookup !== null) {
      lookups++;
      evidence.push(
        sign(
          'lookup',
          {
            file: file.file,
            column: label(lookup.column),
            matched: lookup.matched,
            unmatched: lookup.unmatched,
          },
          lookup.unmatched === 0,
        ),
      );
      return lookup.mapping;
    }
    if (own.shape === lead.shape && own.shape === 'events' && own.confidence >= 0.5) return own.mapping;
    evidence.push(sign('file-ignored', { file: file.file }, false));
    return fileMapping(file, 'ignored', new Map());
  });
  if (shared.length > 0) {
    const column = lead.mapping.columns.find(({ role }) => role.kind === 'person')!;
    evidence.unshift(sign('key-shared', { column: column.header, files: shared.length + 1 }));
  }
  const stages = lead.shape === 'stage-dates' ? bySize(files, mappings) : mergeStages(joined);
  const shape: Shape = lead.shape === 'people' && stages.length > 0 ? 'stage-dates' : lead.shape;
  const confidence = shared.length > 0 || lookups > 0 ? Math.max(lead.confidence, 0.9) : lead.confidence;
  return { shape, profile: lead.profile, confidence, files: mappings, stages, evidence };
}

/** Stages by falling number of dates, over all files; won after open, lost last. */
function bySize(files: readonly Recognition[], mappings: readonly FileMapping[]): MappedStage[] {
  const sizes = new Map<string, number>();
  for (const [i, mapping] of mappings.entries()) {
    for (const { role, index } of mapping.columns) {
      if (role.kind === 'stage-date')
        sizes.set(role.stage, (sizes.get(role.stage) ?? 0) + (files[i]!.columns[index]?.filled ?? 0));
    }
  }
  const last = { open: 0, won: 1, lost: 2 };
  return [...sizes]
    .sort(([a, n], [b, m]) => last[stageType(a)] - last[stageType(b)] || m - n)
    .map(([name]) => ({ name, type: stageType(name) }));
}

function joinByKey(
  file: Recognition,
  key: RecognisedColumn,
  shape: Shape,
  own: FileProposal,
): { mapping: FileMapping; stages: readonly MappedStage[] } | null {
  if (!isNearlyUnique(key))
    return own.shape === 'events' && keyOf(own.mapping) === foldHeader(key.header)
      ? { mapping: own.mapping, stages: [] }
      : null;
  if (own.shape === 'events' && shape === 'events' && own.confidence >= 0.7)
    return { mapping: own.mapping, stages: [] };
  const leads =
    shape === 'stage-dates' || shape === 'stage-current' || (shape === 'people' && own.shape !== 'people');
  if (
    leads &&
    (own.shape === 'stage-dates' || own.shape === 'stage-current') &&
    keyOf(own.mapping) === foldHeader(key.header)
  )
    return { mapping: own.mapping, stages: own.stages };
  const roles = new Map<RecognisedColumn, ColumnRole>([[key, { kind: 'person' }]]);
  fillAttributes(file, roles);
  return { mapping: fileMapping(file, 'people', roles), stages: [] };
}

/** A table whose unique column explains a column of the main file. */
function asLookup(
  file: Recognition,
  main: Recognition,
  mapping: FileMapping,
): { mapping: FileMapping; column: RecognisedColumn; matched: number; unmatched: number } | null {
  for (const column of file.columns) {
    if (!column.unique || column.kind === 'date' || column.kind === 'empty' || column.header === '') continue;
    const explained = main.columns.find(
      ({ header, index }) =>
        foldHeader(header) === foldHeader(column.header) && mapping.columns[index]?.role.kind !== 'person',
    );
    if (explained === undefined) continue;
    const roles = new Map<RecognisedColumn, ColumnRole>([[column, { kind: 'lookup-key' }]]);
    fillAttributes(file, roles);
    const known = new Set(main.columns.flatMap(({ header }) => foldHeader(header)));
    for (const [other, role] of roles) {
      // `revenue` of the account must not be mixed with `revenue` of the deal.
      if ('name' in role && known.has(foldHeader(role.name)))
        roles.set(other, { ...role, name: `${nameFromFile(file.file)}: ${columnName(other)}` });
    }
    const have = new Set(
      column.values.length > 0
        ? column.values.map(({ text }) => text)
        : column.samples.map(({ text }) => text),
    );
    const complete = have.size === column.distinct;
    const missing = complete ? explained.values.filter(({ text }) => !have.has(text)).length : 0;
    return {
      mapping: fileMapping(file, 'lookup', roles, null, explained.header),
      column,
      matched: explained.distinct - missing,
      unmatched: missing,
    };
  }
  return null;
}

function keyOf(mapping: FileMapping): string | null {
  const column = mapping.columns.find(({ role }) => role.kind === 'person');
  return column === undefined ? null : foldHeader(column.header);
}

function isUsed(mapping: FileMapping, column: RecognisedColumn): boolean {
  const role = mapping.columns[column.index]?.role.kind;
  return mapping.role !== 'ignored' && role !== undefined && role !== 'ignored' && role !== 'person';
}

/** A day-month order that one file leaves open is taken from another of the same drop where it is certain. */
function settleOrders(files: readonly Recognition[]): readonly Recognition[] {
  const orders = new Set<DateOrder>();
  for (const { columns } of files) {
    for (const { reading, ambiguous } of columns) {
      if (reading.kind === 'date' && !ambiguous && (reading.order === 'dmy' || reading.order === 'mdy'))
        orders.add(reading.order);
    }
  }
  const [order] = orders;
  if (order === undefined || orders.size !== 1) return files;
  return files.map((file) => {
    if (!file.columns.some(({ ambiguous }) => ambiguous)) return file;
    const columns = file.columns.map((column) =>
      column.ambiguous && column.reading.kind === 'date'
        ? { ...column, ambiguous: false, reading: { ...column.reading, order } }
        : column,
    );
    return { ...file, columns };
  });
}
