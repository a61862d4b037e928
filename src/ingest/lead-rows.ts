import { columnOf, dateReader, RowProperties, type ImportState } from './compile.ts';
import type { DateReader } from './cells.ts';
import type { RowProgram } from './event-rows.ts';
import { LookupJoin } from './lookups.ts';
import { trimmed } from './profile-column.ts';
import type { FileMapping, RejectReason, StageType } from './types.ts';
import { nameFromHeader, stageType } from './vocabulary.ts';

interface Dated {
  readonly index: number;
  readonly header: string;
  readonly reader: DateReader;
  time: number;
  dayOnly: boolean;
}

/**
 * Rows that are one lead each (`leads`, `people`).
 *
 * Events of a row: one for every filled stage date; one for the stage the lead is in now, unless a stage date gave
 * it: dated by when the lead came to it, else by the closing date where the stage is won or lost, else by the creation
 * date where it is the first stage, else undated; and one at the creation date for the first open stage (`Created`
 * when no stage is known), unless it is there already. A lead without any of these is a person without events.
 * A key that stood in an earlier row of the file refuses the row.
 */
export class LeadRows implements RowProgram {
  private readonly index: number;
  private readonly state: ImportState;
  private readonly properties: RowProperties;
  private readonly person: number;
  private readonly personHeader: string;
  private readonly stages: readonly (Dated & { readonly name: number })[];
  private readonly stage: number;
  private readonly created: Dated | null;
  private readonly closed: Dated | null;
  private readonly since: Dated | null;
  private readonly stepDate: Dated | null;
  private readonly entry: number;
  private readonly closedName: number;
  private readonly types: ReadonlyMap<string, StageType>;
  private readonly lookups: LookupJoin;
  /** Line on which a person stood, by person code. */
  private readonly seen = new Map<number, number>();
  private faultColumn: Dated | null = null;

  constructor(file: FileMapping, index: number, state: ImportState) {
    this.index = index;
    this.state = state;
    this.properties = new RowProperties(file, state);
    const person = columnOf(file, 'person');
    this.person = person?.index ?? -1;
    this.personHeader = person?.header ?? '';
    const dated = (kind: 'created' | 'closed' | 'stage-since' | 'step-date'): Dated | null => {
      const column = columnOf(file, kind);
      const reader = dateReader(column, state);
      return column === undefined || reader === null
        ? null
        : { index: column.index, header: column.header, reader, time: NaN, dayOnly: false };
    };
    this.stages = file.columns.flatMap((column) => {
      const reader = dateReader(column, state);
      if (column.role.kind !== 'stage-date' || reader === null) return [];
      return [
        {
          index: column.index,
          header: column.header,
          reader,
          time: NaN,
          dayOnly: false,
          name: state.builder.eventName(column.role.stage),
        },
      ];
    });
    this.stage = columnOf(file, 'stage')?.index ?? -1;
    this.created = dated('created');
    this.closed = dated('closed');
    this.since = dated('stage-since');
    this.stepDate = dated('step-date');
    const first = state.mapping.stages[0];
    const entry = this.stage >= 0 && first?.type === 'open' ? first.name : 'Created';
    this.entry = this.created === null ? -1 : state.builder.eventName(entry);
    const closes = this.stage < 0 && this.closed !== null;
    this.closedName = closes ? state.builder.eventName(nameFromHeader(this.closed.header) || 'Closed') : -1;
    this.types = new Map(state.mapping.stages.map(({ name, type }) => [name, type]));
    this.lookups = new LookupJoin(file, state, 'person');
  }

  take(row: readonly string[], line: number): void {
    const { state, index, properties } = this;
    const { builder, log } = state;
    const key = trimmed(row[this.person]!);
    if (key === '') {
      log.add(index, line, this.personHeader, '', 'no-person', row);
      return;
    }
    const fault = this.readDates(row);
    if (fault !== null) {
      const { header, index: column } = this.faultColumn!;
      log.add(index, line, header, row[column]!, fault, row);
      return;
    }
    const typed = properties.read(row);
    if (typed !== null) {
      const { header, index: column } = properties.faultColumn!;
      log.add(index, line, header, row[column]!, typed, row);
      return;
    }
    const person = builder.personCode(key);
    const before = this.seen.get(person);
    if (before !== undefined) {
      log.add(index, line, this.personHeader, key, 'duplicate-person', row, before);
      return;
    }
    this.seen.set(person, line);
    const at = builder.touchPerson(person, line);
    this.addEvents(person, row, line);
    properties.writePerson(at, row);
    if (this.lookups.any) this.lookups.write(at, row);
    const { stepDate } = this;
    if (stepDate !== null && !Number.isNaN(stepDate.time))
      state.stepDates.set(person, { time: stepDate.time, dayOnly: stepDate.dayOnly });
  }

  private readDates(row: readonly string[]): RejectReason | null {
    for (const dated of [...this.stages, this.created, this.closed, this.since, this.stepDate]) {
      if (dated === null) continue;
      dated.time = dated.reader.read(row[dated.index]!);
      dated.dayOnly = dated.reader.dayOnly;
      if (dated.reader.fault === null) continue;
      if (this.state.mapping.badCells === 'reject') {
        this.faultColumn = dated;
        return dated.reader.fault;
      }
      this.state.blanked++;
    }
    return null;
  }

  private addEvents(person: number, row: readonly string[], line: number): void {
    const { builder } = this.state;
    const { created, closed, entry } = this;
    let entered = entry < 0 || created === null || Number.isNaN(created.time);
    for (const stage of this.stages) {
      if (Number.isNaN(stage.time)) continue;
      builder.addEvent(person, stage.time, stage.dayOnly, stage.name, line);
      if (stage.name === entry) entered = true;
    }
    const text = this.stage < 0 ? '' : trimmed(row[this.stage]!);
    if (text !== '') {
      const name = builder.eventName(text);
      if (!this.stages.some((stage) => stage.name === name && !Number.isNaN(stage.time))) {
        const dated = this.dateOfStage(text, name);
        builder.addEvent(person, dated?.time ?? NaN, dated?.dayOnly ?? false, name, line);
      }
      if (name === entry) entered = true;
    }
    if (!entered && created !== null) builder.addEvent(person, created.time, created.dayOnly, entry, line);
    if (this.closedName >= 0 && closed !== null && !Number.isNaN(closed.time))
      builder.addEvent(person, closed.time, closed.dayOnly, this.closedName, line);
  }

  private dateOfStage(text: string, name: number): Dated | null {
    const known = (dated: Dated | null): dated is Dated => dated !== null && !Number.isNaN(dated.time);
    if (known(this.since)) return this.since;
    const type = this.types.get(text) ?? stageType(text);
    if (type !== 'open') return known(this.closed) ? this.closed : null;
    return name === this.entry && known(this.created) ? this.created : null;
  }
}
