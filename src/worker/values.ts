import type { Control } from '../base/control.ts';
import { AppFailure } from '../base/error.ts';
import type { Column, EventTable } from '../engine/table.ts';
import type { PropertyValues } from '../protocol/requests.ts';
import type { PropertyRef } from '../questions/filter.ts';

/**
 * Returns the values of a property, most frequent first, for pickers: over events or over people that have events.
 * A property that isn't there throws `question-invalid`. `search` keeps values that contain it (case folded); at most `limit` values are returned.
 */
export async function propertyValues(
  table: EventTable,
  property: PropertyRef,
  search: string,
  limit: number,
  control: Control,
): Promise<PropertyValues> {
  const column =
    property.scope === 'event'
      ? await table.eventColumn(property.name)
      : await table.personColumn(property.name);
  if (column === undefined)
    throw new AppFailure('question-invalid', { where: property.name, what: 'there is no such property' });
  return column.kind === 'text' ? textValues(column, search, limit, control) : numericRange(column, control);
}

async function textValues(
  column: Extract<Column, { kind: 'text' }>,
  search: string,
  limit: number,
  control: Control,
): Promise<PropertyValues> {
  const counts = new Uint32Array(column.dictionary.size + 1);
  await inSlices(column.codes.length, control, (from, to) => {
    for (let row = from; row < to; row++) counts[column.codes[row]!]!++;
  });
  const wanted = search.toLocaleLowerCase();
  const codes: number[] = [];
  let distinct = 0;
  for (let code = 1; code < counts.length; code++) {
    if (counts[code] === 0) continue;
    distinct++;
    if (
      wanted === '' ||
      column.dictionary
        .text(code - 1)
        .toLocaleLowerCase()
        .includes(wanted)
    )
      codes.push(code);
  }
  codes.sort((a, b) => counts[b]! - counts[a]! || a - b);
  return {
    kind: 'text',
    distinct,
    missing: counts[0]!,
    values: codes
      .slice(0, limit)
      .map((code) => ({ value: column.dictionary.text(code - 1), count: counts[code]! })),
    range: null,
  };
}

async function numericRange(
  column: Exclude<Column, { kind: 'text' }>,
  control: Control,
): Promise<PropertyValues> {
  let missing = 0;
  let min = Infinity;
  let max = -Infinity;
  await inSlices(column.values.length, control, (from, to) => {
    for (let row = from; row < to; row++) {
      const value = column.values[row]!;
      if (Number.isNaN(value)) missing++;
      else {
        if (value < min) min = value;
        if (value > max) max = value;
      }
    }
  });
  return { kind: column.kind, distinct: null, missing, values: [], range: min <= max ? { min, max } : null };
}

async function inSlices(
  rows: number,
  control: Control,
  work: (from: number, to: number) => void,
): Promise<void> {
  const slice = 1 << 18;
  for (let from = 0; from < rows; from += slice) {
    work(from, Math.min(rows, from + slice));
    if (control.due()) await control.pause(from / rows);
  }
}
