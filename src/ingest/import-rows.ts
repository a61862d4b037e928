import type { Control } from '../base/control.ts';
import { appError, toAppError } from '../base/error.ts';
import { err, ok, type Result } from '../base/result.ts';
import { ZoneClock } from '../base/zone.ts';
import { BatchBuilder } from '../domain/batch-builder.ts';
import type { Batch } from '../domain/columns.ts';
import type { RunCounts } from '../domain/run.ts';
import { PERSON_DICTIONARY, type Dictionaries } from '../domain/text-index.ts';
import { propertiesOf, PropertyKinds, type ImportState } from './compile.ts';
import { EventRows, type RowProgram } from './event-rows.ts';
import { LeadRows } from './lead-rows.ts';
import { LookupRows } from './lookups.ts';
import { readTable } from './read-table.ts';
import { missingPart } from './missing-part.ts';
import { RejectionLog } from './rejections.ts';
import type {
  ByteSource,
  FileMapping,
  FileRole,
  ImportContext,
  Imported,
  ImportWarning,
  Mapping,
} from './types.ts';
import { batchWarnings } from './batch-warnings.ts';

/** Refused rows kept in detail by an import, for their download: more than anyone mends, few enough to hold in memory. */
const KEPT_REJECTIONS = 500_000;

/** Files that others refer to are read first. */
const READ_ORDER: Readonly<Record<FileRole, number>> = {
  lookup: 0,
  people: 1,
  leads: 2,
  events: 3,
  step: 4,
  counts: 9,
  ignored: 9,
};

/**
 * Reads the files as `mapping` says and returns everything they hold as one sorted batch in workspace codes, with
 * the rows refused and why. Nothing is stored. `sources` stand in the order of `mapping.files`. Naive times are
 * read in `context.timeZone`; calendar dates stay dates (T2). A refused row leaves nothing behind. Progress is by
 * bytes. Memory: the columns of the batch and its dictionaries, never the text of a file.
 *
 * Errors: `mapping-incomplete` (`missing`: person, event or files), `file-unreadable`, `file-empty` (nothing to
 * import), `file-too-large`, `cancelled`.
 */
export async function importRows(
  sources: readonly ByteSource[],
  mapping: Mapping,
  context: ImportContext,
  dictionaries: Dictionaries,
  control: Control,
  kept: number = KEPT_REJECTIONS,
): Promise<Result<Imported>> {
  const missing = missingPart(mapping, sources.length);
  if (missing !== null) return err(appError('mapping-incomplete', { missing }));
  const state: ImportState = {
    mapping,
    builder: new BatchBuilder(dictionaries),
    log: new RejectionLog(kept),
    clock: new ZoneClock(context.timeZone),
    zone: { assumed: 0, gaps: 0 },
    kinds: kindsOf(mapping),
    warnings: [],
    lookups: new Map(),
    stepDates: new Map(),
    blanked: 0,
  };
  try {
    const rows = await readAll(sources, state, control);
    await control.pause(1);
    const batch = state.builder.finish();
    const rejections = state.log.result();
    const known = dictionaries.index(PERSON_DICTIONARY).stored;
    const total = rows.reduce((sum, n) => sum + n, 0);
    return ok({
      batch,
      counts: countsOf(batch, total, rejections.total, known),
      rejections,
      warnings: [
        ...state.warnings,
        ...stateWarnings(state, context),
        ...batchWarnings(batch, state, context.now),
      ],
      files: rows.map((n, i) => ({ rows: n, rejected: state.log.of(i) })),
    });
  } catch (thrown) {
    // What a typed array or a map says when the browser gives it no more memory.
    if (thrown instanceof RangeError)
      return err(
        appError('file-too-large', {
          file: sources.map(({ name }) => name).join(', '),
          rows: state.builder.eventCount,
        }),
      );
    return err(toAppError(thrown));
  }
}

/** Reads every file once, in the order they need each other; returns the number of data rows per file. */
async function readAll(
  sources: readonly ByteSource[],
  state: ImportState,
  control: Control,
): Promise<number[]> {
  const { files, stages } = state.mapping;
  const stepOf = (file: FileMapping): number => stages.findIndex(({ name }) => name === file.eventName);
  const order = [...files.keys()]
    .filter((i) => READ_ORDER[files[i]!.role] < 9)
    .sort(
      (a, b) =>
        READ_ORDER[files[a]!.role] - READ_ORDER[files[b]!.role] ||
        (files[a]!.role === 'step' ? stepOf(files[a]!) - stepOf(files[b]!) : 0) ||
        a - b,
    );
  const bytes = order.reduce((sum, i) => sum + sources[i]!.size, 0);
  const rows = files.map(() => 0);
  let before = 0;
  for (const i of order) {
    const source = sources[i]!;
    const start = before;
    rows[i] = await readFile(source, files[i]!, i, state, control, (done) =>
      bytes === 0 ? 1 : (start + done * source.size) / bytes,
    );
    before += source.size;
  }
  return rows;
}

async function readFile(
  source: ByteSource,
  file: FileMapping,
  index: number,
  state: ImportState,
  control: Control,
  share: (done: number) => number,
): Promise<number> {
  const program = makeProgram(file, index, state);
  const width = file.columns.length;
  const { log } = state;
  let count = 0;
  let inner = 0;
  let held: (() => void) | null = null;
  for await (const block of readTable(
    source,
    file.format,
    { fatal: false, holdBack: file.footerLines },
    control,
    share,
  )) {
    // With a footer the last block is it.
    held?.();
    const takeBlock = (): void => {
      const { rows, faults } = block;
      count += rows.length;
      inner = block.innerQuotes;
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i]!;
        const line = block.lineOf(i);
        const fault = faults.size === 0 ? undefined : faults.get(i);
        if (fault !== undefined)
          log.add(index, line, '', row.join(file.format.delimiter).slice(0, 200), fault, row);
        else if (row.length < width) log.add(index, line, '', String(row.length), 'too-few-fields', row);
        else if (row.length > width && row.slice(width).some((cell) => cell.trim() !== ''))
          log.add(index, line, '', String(row.length), 'too-many-fields', row);
        else program.take(row, line);
      }
    };
    if (file.footerLines > 0) held = takeBlock;
    else takeBlock();
  }
  if (inner > 0) state.warnings.push({ code: 'quotes-in-text', details: { file: file.file, count: inner } });
  return count;
}

function makeProgram(file: FileMapping, index: number, state: ImportState): RowProgram {
  if (file.role === 'lookup') return new LookupRows(file, index, state);
  return file.role === 'leads' || file.role === 'people'
    ? new LeadRows(file, index, state)
    : new EventRows(file, index, state);
}

function kindsOf(mapping: Mapping): PropertyKinds {
  const kinds = new PropertyKinds();
  const events = mapping.files.some(({ role }) => role === 'events' || role === 'step');
  for (const file of mapping.files) {
    if (READ_ORDER[file.role] === 9) continue;
    for (const column of file.columns) {
      for (const { scope, name } of propertiesOf(file, column)) {
        // What a look-up says goes to the events where there are any.
        if (file.role === 'lookup')
          for (const to of events ? (['event', 'person'] as const) : (['person'] as const))
            kinds.note(to, name, column.reading);
        else kinds.note(scope, name, column.reading);
      }
    }
  }
  return kinds;
}

function countsOf(batch: Batch, rows: number, rejected: number, known: number): RunCounts {
  let first = Infinity;
  let last = -Infinity;
  for (const time of batch.events.time) {
    if (time < first) first = time;
    if (time > last) last = time;
  }
  let newPeople = 0;
  for (const person of batch.people.person) if (person >= known) newPeople++;
  return {
    rows,
    rejected,
    events: batch.events.count,
    people: batch.people.count,
    newPeople,
    firstTime: first === Infinity ? null : first,
    lastTime: last === -Infinity ? null : last,
  };
}

function stateWarnings(state: ImportState, { timeZone }: ImportContext): ImportWarning[] {
  const warnings: ImportWarning[] = [];
  if (state.zone.assumed > 0)
    warnings.push({ code: 'zone-assumed', details: { zone: timeZone, count: state.zone.assumed } });
  if (state.zone.gaps > 0) warnings.push({ code: 'time-gap', details: { count: state.zone.gaps } });
  if (state.blanked > 0) warnings.push({ code: 'blanked-cells', details: { count: state.blanked } });
  for (const { file, column, unmatched } of state.lookups.values()) {
    const worst = [...unmatched].sort((a, b) => b[1] - a[1]).slice(0, 10);
    for (const [value, count] of worst)
      warnings.push({ code: 'unmatched-lookup', details: { file, column, value, count } });
  }
  return warnings;
}
