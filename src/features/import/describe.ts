import { t, type MessageKey } from '../../i18n/i18n.svelte.ts';
import type {
  CellReading,
  ColumnHint,
  ColumnMapping,
  ColumnRole,
  DateOrder,
  Evidence,
  EvidenceCode,
  FileMapping,
  RecognisedColumn,
  Shape,
} from '../../ingest/types.ts';

/** What a group of evidence is about; a line of the list. */
export type EvidenceGroup = 'text' | 'dates' | 'numbers' | 'zone' | 'shape';

const GROUPS: readonly (readonly [EvidenceGroup, readonly string[]])[] = [
  ['text', ['encoding', 'delimiter', 'line-ending', 'preamble', 'footer', 'header']],
  ['dates', ['dates']],
  ['numbers', ['numbers']],
  ['zone', ['zone']],
];

const DELIMITERS: Readonly<Record<string, MessageKey>> = {
  ',': 'import.delimiter.comma',
  ';': 'import.delimiter.semicolon',
  '\t': 'import.delimiter.tab',
  '|': 'import.delimiter.pipe',
  spaces: 'import.delimiter.spaces',
};

const ORDERS: Readonly<Record<string, string>> = {
  ymd: 'year-month-day',
  dmy: 'day.month.year',
  mdy: 'month/day/year',
};

/** Returns the words for a delimiter. */
export function delimiterName(delimiter: string): string {
  const key = DELIMITERS[delimiter];
  return key === undefined ? delimiter : t(key as 'import.delimiter.comma');
}

/** Returns evidence gathered by what it is about, in reading order, each group with whether all of it is settled. */
export function evidenceGroups(
  evidence: readonly Evidence[],
): readonly { readonly group: EvidenceGroup; readonly ok: boolean; readonly sentences: readonly string[] }[] {
  const groups = new Map<EvidenceGroup, { ok: boolean; sentences: string[] }>();
  for (const one of evidence) {
    const group = groupOf(one.code);
    const known = groups.get(group) ?? { ok: true, sentences: [] };
    known.ok &&= one.ok;
    known.sentences.push(evidenceText(one));
    groups.set(group, known);
  }
  const order: readonly EvidenceGroup[] = ['shape', 'text', 'dates', 'numbers', 'zone'];
  return order.flatMap((group) => {
    const known = groups.get(group);
    return known === undefined ? [] : [{ group, ...known }];
  });
}

function groupOf(code: EvidenceCode): EvidenceGroup {
  for (const [group, prefixes] of GROUPS) {
    if (prefixes.some((prefix) => code === prefix || code.startsWith(`${prefix}-`))) return group;
  }
  return 'shape';
}

/** Returns the sentence of one piece of evidence. */
export function evidenceText({ code, details }: Evidence): string {
  const holes: Record<string, string | number> = { ...details };
  if (typeof holes['delimiter'] === 'string') holes['delimiter'] = delimiterName(holes['delimiter']);
  if (typeof holes['order'] === 'string') holes['order'] = ORDERS[holes['order']] ?? holes['order'];
  if (typeof holes['ending'] === 'string') holes['ending'] = holes['ending'].toUpperCase();
  return tFilled(`import.evidence.${code}`, holes);
}

/** Returns a message whose holes come as data; the caller answers for their names. */
export function tFilled(key: MessageKey, holes: Readonly<Record<string, string | number>>): string {
  return (t as (key: MessageKey, holes: Readonly<Record<string, string | number>>) => string)(key, holes);
}

/** What is said about a column beside its mapping: the strongest thing first. */
export interface ColumnCheck {
  readonly tone: 'ok' | 'warn' | 'leftout';
  readonly text: string;
}

/** Returns the check of a column: what does not read or waits for an answer, else what it holds. */
export function columnCheck(column: RecognisedColumn, mapped: ColumnMapping): ColumnCheck {
  if (column.kind === 'empty') return { tone: 'leftout', text: t('import.check.empty') };
  if (mapped.role.kind === 'ignored') {
    const why = mapped.role.why;
    if (why === 'constant' || why === 'duplicate' || why === 'names-the-step')
      return { tone: 'leftout', text: t(`import.check.${why}`) };
    return { tone: 'leftout', text: distinctText(column) };
  }
  if (column.ambiguous && mapped.reading.kind === 'date')
    return { tone: 'warn', text: t('import.check.ambiguous') };
  if (column.misfits > 0 && column.firstMisfit !== null && mapped.reading.kind !== 'text')
    return {
      tone: 'warn',
      text: t('import.check.misfits', { count: column.misfits, line: column.firstMisfit.line }),
    };
  if (column.unique && column.blanks === 0) return { tone: 'ok', text: t('import.check.unique') };
  if (column.kind === 'text') return { tone: 'ok', text: distinctText(column) };
  return { tone: 'ok', text: t('import.check.filled', { count: column.filled }) };
}

function distinctText(column: RecognisedColumn): string {
  return column.distinctExact
    ? t('import.check.distinct', { count: column.distinct })
    : t('import.check.distinct.more', { count: column.distinct });
}

/** How a column may be read, for its menu, as plain values. */
export const READINGS = [
  'text',
  'number.point',
  'number.comma',
  'date.ymd',
  'date.dmy',
  'date.mdy',
  'date.epoch-s',
  'date.epoch-ms',
  'date.epoch-us',
] as const;
export type ReadingName = (typeof READINGS)[number];

/** Returns the name of a reading. */
export function readingName(reading: CellReading): ReadingName {
  if (reading.kind === 'text') return 'text';
  if (reading.kind === 'number') return reading.decimal === ',' ? 'number.comma' : 'number.point';
  return `date.${reading.order}`;
}

const ROLES_BY_FILE: Readonly<Record<FileMapping['role'], readonly ColumnRole['kind'][]>> = {
  events: ['person', 'event-name', 'time', 'property', 'value', 'attribute', 'ignored'],
  leads: [
    'person',
    'stage-date',
    'stage',
    'stage-since',
    'created',
    'closed',
    'attribute',
    'value',
    'ignored',
  ],
  step: ['person', 'time', 'property', 'attribute', 'ignored'],
  people: ['person', 'step-date', 'attribute', 'value', 'ignored'],
  lookup: ['lookup-key', 'attribute', 'value', 'ignored'],
  counts: ['ignored'],
  ignored: ['ignored'],
};

/** Returns the roles a column may take in a file of this role. */
export function rolesOf(file: FileMapping): readonly ColumnRole['kind'][] {
  return ROLES_BY_FILE[file.role];
}

/** Returns role `kind` for a column, named after its header where a name is needed. */
export function makeRole(kind: ColumnRole['kind'], header: string): ColumnRole {
  switch (kind) {
    case 'stage-date':
      return { kind, stage: header };
    case 'attribute':
    case 'property':
    case 'value':
      return { kind, name: header };
    case 'ignored':
      return { kind, why: 'user' };
    default:
      return { kind };
  }
}

/** Returns the first and last four digits of a hash, for reading aloud. */
export function shortHash(hex: string): string {
  return `${hex.slice(0, 4)} ${hex.slice(4, 8)} … ${hex.slice(-4)}`;
}

/** Returns the reading behind a name; null for dates, whose precision only the data can say. */
export function plainReading(name: ReadingName): CellReading | null {
  if (name === 'text') return { kind: 'text' };
  if (name === 'number.point') return { kind: 'number', decimal: '.' };
  if (name === 'number.comma') return { kind: 'number', decimal: ',' };
  return null;
}

/** Returns the hint that has a column read as dates in the order named. */
export function dateHint(name: ReadingName): ColumnHint {
  return { kind: 'date', order: name.slice('date.'.length) as DateOrder };
}

/** Returns the words for a shape. */
export function shapeName(shape: Shape): string {
  return t(`import.shape.${shape}`);
}
