import type { EncodingGuess } from './encoding.ts';
import type { Layout } from './layout.ts';
import type { ColumnProfiler } from './profile-column.ts';
import type { LineEnds } from './records.ts';
import { TOLERANCE } from './tally.ts';
import type { Evidence, EvidenceCode, FileHints, LineEnding, RecognisedColumn, TextFormat } from './types.ts';

/** Returns one sign. */
export function sign(code: EvidenceCode, details: Evidence['details'] = {}, ok = true): Evidence {
  return { code, ok, details };
}

/** What recognition learned about a text. */
export interface TextFacts {
  readonly guess: EncodingGuess;
  readonly format: TextFormat;
  readonly layout: Layout;
  readonly given: FileHints;
  readonly lineEnding: LineEnding;
  readonly ends: Readonly<LineEnds>;
  readonly columns: number;
  readonly rows: number;
  readonly footerLines: number;
}

/** Returns the signs for encoding, delimiter, line ends, header and what surrounds the table. */
export function textEvidence(facts: TextFacts): Evidence[] {
  const { guess, format, layout, given, lineEnding, ends, columns, rows } = facts;
  const { encoding } = format;
  const { delimiter } = layout;
  const signs: Evidence[] = [];
  if (given.encoding !== undefined) signs.push(sign('encoding-given', { encoding }));
  else if (guess.by === 'mark') signs.push(sign('encoding-bom', { encoding }));
  else if (guess.by === 'nulls') signs.push(sign('encoding-nulls', { encoding }));
  else if (encoding === 'utf-8') signs.push(sign('encoding-valid', { encoding }));
  else signs.push(sign('encoding-fallback', { encoding, line: guess.notUtf8 ?? 1 }, false));
  if (layout.by === 'hint') signs.push(sign('delimiter-given', { delimiter }));
  else if (layout.by === 'line') signs.push(sign('delimiter-line', { delimiter }));
  else {
    const { even, rows: judged } = layout.guess;
    signs.push(sign('delimiter', { delimiter, columns, rows: judged, even }, even >= judged * 0.9));
  }
  if (lineEnding === 'mixed') signs.push(sign('line-ending-mixed', { ...ends }));
  else if (lineEnding !== 'none') signs.push(sign('line-ending', { ending: lineEnding }));
  if (format.skipLines > 0) signs.push(sign('preamble', { lines: format.skipLines }));
  signs.push(
    format.header ? sign('header', { columns, rows }) : sign('header-none', { columns, rows }, false),
  );
  if (facts.footerLines > 0) signs.push(sign('footer', { lines: facts.footerLines }));
  return signs;
}

/** Returns the signs for how dates and numbers are written, column by column. */
export function columnEvidence(
  columns: readonly RecognisedColumn[],
  profilers: readonly ColumnProfiler[],
): Evidence[] {
  const signs: Evidence[] = [];
  const decided = columns.find(
    ({ index, reading }) =>
      reading.kind === 'date' && (profilers[index]!.dateFacts(reading.order)?.dayAbove12 ?? 0) > 0,
  );
  for (const column of columns) {
    const { reading, header, pattern: sample, filled, misfits } = column;
    const cells = filled - misfits;
    const name = header === '' ? `#${column.index + 1}` : header;
    const odd = misfits > 0;
    // A few cells are reported with their rows; more than a few question the reading.
    const few = misfits <= filled * TOLERANCE;
    if (reading.kind === 'number' && odd)
      signs.push(sign('numbers-some', { column: name, decimal: reading.decimal, cells, misfits }, few));
    else if (reading.kind === 'number' && /[.,]/.test(sample))
      signs.push(sign('numbers', { column: name, sample, decimal: reading.decimal, cells }));
    if (reading.kind !== 'date') continue;
    const { order } = reading;
    const facts = profilers[column.index]!.dateFacts(order);
    const dayAbove12 = facts?.dayAbove12 ?? 0;
    if (column.ambiguous) signs.push(sign('dates-ambiguous', { column: name, sample, order }, false));
    else if (
      (order === 'dmy' || order === 'mdy') &&
      dayAbove12 === 0 &&
      decided !== undefined &&
      decided !== column
    ) {
      signs.push(sign('dates-sibling', { column: name, sample, order, sibling: decided.header }));
    } else if (!odd) signs.push(sign('dates', { column: name, sample, order, cells, dayAbove12 }));
    if (odd) signs.push(sign('dates-some', { column: name, order, cells, misfits }, few));
    if (facts !== null && facts.timed > 0 && reading.precision === 'day')
      signs.push(sign('dates-midnight', { column: name }));
    if (reading.precision === 'instant' && !order.startsWith('epoch')) {
      if (facts !== null && facts.offsets === facts.cells) signs.push(sign('zone-offset', { column: name }));
      else if (reading.zone === 'utc') signs.push(sign('zone-utc', { column: name }));
      else signs.push(sign('zone-missing', { column: name }));
    }
  }
  return signs;
}
