import { appError } from '../base/error.ts';
import { err, ok, type Result } from '../base/result.ts';
import { readNumber } from './numbers.ts';
import type { StageCount, TextFormat } from './types.ts';

const MAX_STAGES = 100;

/**
 * Reads typed or pasted counts per stage: a line each, the label first, then the count, apart by a tab, several
 * blanks, a colon, semicolon, pipe, equals sign or comma (`Visits<tab>12,400`, `Leads: 830`). Counts are whole and
 * not negative; thousands may be grouped. A first line without a count is a heading and left out, as are blank lines.
 * Error `counts-invalid` names the first other line without a count.
 */
export function parseCounts(text: string): Result<readonly StageCount[]> {
  const stages: StageCount[] = [];
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  let seen = 0;
  for (const [i, line] of lines.entries()) {
    const trimmed = line.trim();
    if (trimmed === '') continue;
    seen++;
    const stage = parseLine(trimmed);
    if (stage !== null) stages.push(stage);
    else if (seen > 1) return err(appError('counts-invalid', { line: i + 1, value: trimmed.slice(0, 60) }));
  }
  if (stages.length === 0)
    return err(appError('counts-invalid', { line: 1, value: (lines[0] ?? '').trim().slice(0, 60) }));
  return ok(stages);
}

/** The count is the longest number at the end of the line that a separator stands before. */
function parseLine(line: string): StageCount | null {
  const match = /^(.*?\S)(?:\t|\s*[:;|=,]\s*|\s+)(\d[\d.,'’ \u00a0\u202f]*)$/u.exec(
    line.replace(/^"(.*?)"/, '$1'),
  );
  if (match === null) return null;
  const label = match[1]!.replace(/["\s:;|=,]+$/u, '').trim();
  const count = wholeNumber(match[2]!.trim());
  return label === '' || Number.isNaN(count) ? null : { label, count };
}

function wholeNumber(text: string): number {
  // A whole count has no decimal mark: a point or comma before three digits groups thousands.
  const grouped = /^\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+$/u.test(text);
  const value = grouped ? Number(text.replace(/\D/g, '')) : readNumber(text, '.');
  return Number.isInteger(value) && value >= 0 ? value : NaN;
}

/** Returns the counts of a file that is nothing but `label → count` lines (at least two), else null. */
export function readCounts(text: string, format: TextFormat): readonly StageCount[] | null {
  if (format.skipLines > 0) return null;
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  if (lines.length < 2 || lines.length > MAX_STAGES) return null;
  const counts = parseCounts(text);
  if (!counts.ok || counts.value.length < 2) return null;
  const labels = new Set(counts.value.map(({ label }) => label));
  const wordy = counts.value.every(({ label }) => /\p{L}/u.test(label) && !/[,;|\t]/.test(label));
  return labels.size === counts.value.length && wordy ? counts.value : null;
}
