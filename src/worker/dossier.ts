import type { Control } from '../base/control.ts';
import type { Run } from '../domain/run.ts';
import { prove } from '../engine/prove.ts';
import type { EventTable } from '../engine/table.ts';
import type { PersonDossier, PropertyValue, TimelineEvent } from '../protocol/requests.ts';
import type { PeopledKind, PeopledQuestion } from '../questions/question.ts';
import { isOwnColumn, LINE_COLUMN, RUN_COLUMN } from './load-table.ts';
import { cell, naming } from './names.ts';

/**
 * Returns everything known of one person: properties, events in order with where they came from, and, given a
 * question, why each of the person's units was counted as it was.
 */
export async function personDossier(
  table: EventTable,
  runs: readonly Run[],
  person: number,
  question: PeopledQuestion | null,
  control: Control,
): Promise<PersonDossier<PeopledKind>> {
  const from = table.offsets[person] ?? 0;
  const to = table.offsets[person + 1] ?? 0;
  const properties: PropertyValue[] = [];
  for (const info of table.personProperties) {
    const column = await table.personColumn(info.name);
    const value = column === undefined ? null : cell(column, person);
    if (value !== null) properties.push({ ...info, value });
  }
  const name = await naming(table);
  return {
    person,
    ...name(person),
    properties,
    events: await timeline(table, runs, from, to),
    proofs: question === null ? [] : await prove(table, question, person, control),
  };
}

async function timeline(
  table: EventTable,
  runs: readonly Run[],
  from: number,
  to: number,
): Promise<TimelineEvent[]> {
  const own = table.eventProperties.filter(isOwnColumn);
  const columns = await Promise.all(
    own.map(async (info) => ({ info, column: await table.eventColumn(info.name) })),
  );
  const [lines, numbers] = await Promise.all([table.eventColumn(LINE_COLUMN), table.eventColumn(RUN_COLUMN)]);
  const codeOf = (column: typeof lines, row: number): number =>
    column?.kind === 'text' ? (column.codes[row] ?? 0) : 0;
  const events: TimelineEvent[] = [];
  for (let row = from; row < to; row++) {
    const properties = columns.flatMap(({ info, column }): PropertyValue[] => {
      const value = column === undefined ? null : cell(column, row);
      return value === null ? [] : [{ ...info, value }];
    });
    events.push({
      index: row - from,
      name: table.names.text(table.name[row]!),
      time: table.time[row]!,
      dayOnly: table.dayOnly?.[row] === 1,
      properties,
      file: runs[codeOf(numbers, row) - 1]?.files.map((file) => file.name).join(', ') ?? null,
      line: codeOf(lines, row),
    });
  }
  return events;
}
