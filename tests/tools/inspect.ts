/** `npm run inspect -- FILE… [--json] [--zone ZONE]`: prints what ingest recognises and what an import would do. */
import { openAsBlob, statSync } from 'node:fs';
import { basename } from 'node:path';
import { uncontrolled } from '../../src/base/control.ts';
import { dryRun, proposeMapping, recognise } from '../../src/ingest/index.ts';
import type {
  ByteSource,
  ColumnMapping,
  DryRun,
  Proposal,
  Recognition,
  RecognisedColumn,
} from '../../src/ingest/types.ts';

const USAGE = 'Usage: npm run inspect -- FILE… [--json] [--zone IANA-ZONE]';
const SHOWN_REJECTIONS = 20;

/** Prints what the files named in `args` are; returns 0, or 1 when one of them can't be read. */
export async function main(args: string[]): Promise<number> {
  const json = args.includes('--json');
  const at = args.indexOf('--zone');
  const timeZone = at >= 0 ? (args[at + 1] ?? 'UTC') : 'UTC';
  const paths = args.filter((arg, i) => !arg.startsWith('--') && (at < 0 || i !== at + 1));
  if (paths.length === 0) {
    console.error(USAGE);
    return 2;
  }
  const sources = await Promise.all(paths.map(fileSource));
  const recognitions: Recognition[] = [];
  for (const source of sources) {
    const result = await recognise(source, {}, uncontrolled);
    if (!result.ok) {
      console.error(`${source.name}: ${result.error.code} ${JSON.stringify(result.error.details)}`);
      return 1;
    }
    recognitions.push(result.value);
  }
  const proposal = proposeMapping(recognitions);
  const importable = !['counts', 'unknown'].includes(proposal.mapping.shape);
  const dry = importable ? await dryRun(sources, proposal.mapping, { timeZone }, uncontrolled) : null;
  if (dry !== null && !dry.ok) {
    console.error(`${dry.error.code} ${JSON.stringify(dry.error.details)}`);
    return 1;
  }
  if (json) console.log(JSON.stringify({ ...proposal, dryRun: dry?.value ?? null }, null, 2));
  else print(proposal, dry?.value ?? null, timeZone);
  return 0;
}

async function fileSource(path: string): Promise<ByteSource> {
  const blob = await openAsBlob(path);
  return {
    name: basename(path),
    size: statSync(path).size,
    stream: () => blob.stream(),
  };
}

function print(proposal: Proposal, dry: DryRun | null, timeZone: string): void {
  const { mapping } = proposal;
  for (const [i, file] of proposal.files.entries()) {
    const mapped = mapping.files[i]!;
    const { format, lineEnding } = file;
    const rows = dry?.files[i];
    console.log(`\n${file.file}  ${file.size} bytes, ${file.rows} rows, ${file.columns.length} columns`);
    console.log(`  encoding     ${format.encoding}${format.byteOrderMark ? ' with byte order mark' : ''}`);
    console.log(`  delimiter    ${format.delimiter === '\t' ? 'tab' : format.delimiter}`);
    console.log(`  line ending  ${lineEnding}`);
    console.log(
      `  header row   ${format.header ? 'yes' : 'no'}${format.skipLines > 0 ? `, after ${format.skipLines} lines` : ''}${file.footerLines > 0 ? `, ${file.footerLines} footer lines` : ''}`,
    );
    console.log(
      `  read as      ${mapped.role}${mapped.eventName === null ? '' : ` "${mapped.eventName}"`}${mapped.lookupOf === null ? '' : ` of ${mapped.lookupOf}`}`,
    );
    if (rows !== undefined)
      console.log(`  rows         ${rows.rows - rows.rejected} ok, ${rows.rejected} rejected`);
    for (const column of file.columns) console.log(columnLine(column, mapped.columns[column.index]!));
    for (const { ok, code, details } of file.evidence)
      console.log(`  ${ok ? '+' : '?'} ${code} ${detailText(details)}`);
  }
  console.log(
    `\nshape        ${mapping.shape}${mapping.profile === null ? '' : ` (${mapping.profile})`}, confidence ${proposal.confidence.toFixed(2)}`,
  );
  if (mapping.stages.length > 0)
    console.log(
      `stages       ${mapping.stages.map(({ name, type }) => (type === 'open' ? name : `${name} [${type}]`)).join(' → ')}`,
    );
  for (const { label, count } of mapping.counts) console.log(`  ${label}  ${count}`);
  for (const { ok, code, details } of proposal.evidence)
    console.log(`  ${ok ? '+' : '?'} ${code} ${detailText(details)}`);
  for (const { file, column, sample } of proposal.questions) {
    console.log(`  ? ${proposal.files[file]!.columns[column]!.header}: is ${sample} day-month or month-day?`);
  }
  if (dry !== null) printDryRun(dry, proposal, timeZone);
}

function columnLine(column: RecognisedColumn, mapped: ColumnMapping): string {
  const { reading } = column;
  const kind =
    column.kind === 'empty'
      ? 'empty'
      : reading.kind === 'date'
        ? `date ${reading.order} ${reading.precision}`
        : reading.kind === 'number'
          ? `number ${reading.decimal}`
          : column.identifier
            ? 'text (identifier)'
            : 'text';
  const distinct = `${column.distinctExact ? '' : 'more than '}${column.distinct} distinct`;
  const misfit =
    column.firstMisfit === null
      ? ''
      : `, ${column.misfits} unreadable (line ${column.firstMisfit.line}: ${column.firstMisfit.text})`;
  const samples = column.samples
    .slice(0, 3)
    .map(({ line, text }) => `${line}: ${text}`)
    .join(' | ');
  const { role } = mapped;
  const becomes =
    'stage' in role ? `${role.kind} "${role.stage}"` : 'why' in role ? `ignored (${role.why})` : role.kind;
  return `    ${column.header || `#${column.index + 1}`} = ${becomes}; ${kind}, ${column.blanks} blank, ${distinct}${misfit}; ${samples}`;
}

function printDryRun(dry: DryRun, proposal: Proposal, timeZone: string): void {
  const { counts, rejections } = dry;
  const iso = (ms: number | null): string =>
    ms === null ? 'none' : new Date(ms).toISOString().slice(0, dry.dayOnly ? 10 : 19);
  console.log(
    `\ndry run      ${counts.rows} rows, ${counts.rejected} rejected, ${counts.people} people, ${counts.events} events (${dry.undated} undated), ${iso(counts.firstTime)} to ${iso(counts.lastTime)}${dry.dayOnly ? '' : ' UTC'}, zone ${timeZone}`,
  );
  for (const { name, count } of dry.events.slice(0, 30)) console.log(`    ${count}  ${name}`);
  for (const { code, details } of dry.warnings) console.log(`  ! ${code} ${detailText(details)}`);
  for (const { file, column, reason, count } of rejections.groups)
    console.log(`  x ${count} ${reason} ${column} (${proposal.files[file]!.file})`);
  for (const { file, line, column, value, reason } of rejections.rows.slice(0, SHOWN_REJECTIONS)) {
    console.log(
      `    ${proposal.files[file]!.file} line ${line}: ${column} ${reason} ${JSON.stringify(value)}`,
    );
  }
}

function detailText(details: Readonly<Record<string, string | number>>): string {
  return Object.entries(details)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}
