import { trimmed } from './profile-column.ts';
import { columnOf, dateReader, RowProperties, type ImportState } from './compile.ts';
import { LookupJoin } from './lookups.ts';
import type { FileMapping } from './types.ts';

/** Takes the rows of one file, one by one. */
export interface RowProgram {
  take(row: readonly string[], line: number): void;
}

/**
 * Rows that are one event each (`events`), or one person's passing of the file's step (`step`). An event without
 * a time column is undated, or dated by the people table's date for undated steps; a blank cell in the time
 * column refuses the row.
 */
export class EventRows implements RowProgram {
  private readonly index: number;
  private readonly state: ImportState;
  private readonly properties: RowProperties;
  private readonly person: number;
  private readonly personHeader: string;
  private readonly name: number;
  private readonly nameHeader: string;
  private readonly nameCode: number;
  private readonly time: ReturnType<typeof dateReader>;
  private readonly timeIndex: number;
  private readonly timeHeader: string;
  private readonly step: boolean;
  private readonly lookups: LookupJoin;

  constructor(file: FileMapping, index: number, state: ImportState) {
    this.index = index;
    this.state = state;
    this.properties = new RowProperties(file, state);
    const person = columnOf(file, 'person');
    const name = columnOf(file, 'event-name');
    const time = columnOf(file, 'time');
    this.person = person?.index ?? -1;
    this.personHeader = person?.header ?? '';
    this.name = name?.index ?? -1;
    this.nameHeader = name?.header ?? '';
    this.nameCode = name === undefined ? state.builder.eventName(file.eventName ?? file.file) : -1;
    this.time = dateReader(time, state);
    this.timeIndex = time?.index ?? -1;
    this.timeHeader = time?.header ?? '';
    this.step = file.role === 'step';
    this.lookups = new LookupJoin(file, state, 'event');
  }

  take(row: readonly string[], line: number): void {
    const { state, index, properties, time } = this;
    const { builder, log } = state;
    const key = trimmed(row[this.person]!);
    if (key === '') {
      log.add(index, line, this.personHeader, '', 'no-person', row);
      return;
    }
    let at = NaN;
    let dayOnly = false;
    if (time !== null) {
      const raw = row[this.timeIndex]!;
      at = time.read(raw);
      if (time.fault !== null || Number.isNaN(at)) {
        log.add(index, line, this.timeHeader, raw, time.fault ?? 'no-time', row);
        return;
      }
      dayOnly = time.dayOnly;
    }
    const fault = properties.read(row);
    if (fault !== null) {
      const { header, index: column } = properties.faultColumn!;
      log.add(index, line, header, row[column]!, fault, row);
      return;
    }
    let name = this.nameCode;
    if (name < 0) {
      const text = trimmed(row[this.name]!);
      if (text === '') {
        log.add(index, line, this.nameHeader, '', 'no-event', row);
        return;
      }
      name = builder.eventName(text);
    }
    const person = builder.personCode(key);
    if (this.step && time === null) {
      const dated = state.stepDates.get(person);
      if (dated !== undefined) {
        at = dated.time;
        dayOnly = dated.dayOnly;
      }
    }
    const event = builder.addEvent(person, at, dayOnly, name, line);
    properties.writeEvent(event, row);
    if (properties.touchesPerson) properties.writePerson(builder.touchPerson(person, line), row);
    if (this.lookups.any) this.lookups.write(event, row);
  }
}
