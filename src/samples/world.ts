import { seededRandom, type Random } from '../base/random.ts';
import { BatchBuilder, type NumberWriter, type TextWriter } from '../domain/batch-builder.ts';
import type { Dictionaries } from '../domain/text-index.ts';
import { LocalDays } from './local-days.ts';
import { Hours, type Rhythm } from './rhythm.ts';
import type { SampleOptions } from './types.ts';

/** Values of an event or a person, by property; an absent or empty one is missing. */
export type Cells = Readonly<Record<string, string | number>>;

/** Names of the properties a world writes, by kind. */
export interface Properties {
  readonly text: readonly string[];
  readonly number: readonly string[];
  readonly date?: readonly string[];
}

interface Draft {
  readonly time: number;
  readonly name: string;
  readonly cells: Cells;
}

/** What every sample world is told with: its chance, its calendar, and the rows written so far. */
export class World {
  readonly random: Random;
  readonly days: LocalDays;
  readonly hours: Hours;
  readonly end: number;
  readonly builder: BatchBuilder;
  private readonly eventWriters: Map<string, (row: number, value: string | number) => void>;
  private readonly personWriters: Map<string, (row: number, value: string | number) => void>;
  private drafts: Draft[] = [];

  constructor(
    options: SampleOptions,
    dictionaries: Dictionaries,
    shape: {
      readonly days: number;
      readonly rhythm: Rhythm;
      readonly events: Properties;
      readonly people: Properties;
    },
  ) {
    this.random = seededRandom(options.seed);
    this.end = options.end;
    this.days = new LocalDays(options.end, shape.days, options.timeZone);
    this.hours = new Hours(shape.rhythm, this.days, options.end, this.random);
    const builder = new BatchBuilder(dictionaries);
    this.builder = builder;
    this.eventWriters = writers(shape.events, {
      text: (name) => builder.eventText(name),
      number: (name) => builder.eventNumber(name),
      date: (name) => builder.eventDate(name, 'day'),
    });
    this.personWriters = writers(shape.people, {
      text: (name) => builder.personText(name),
      number: (name) => builder.personNumber(name),
      date: (name) => builder.personDate(name, 'day'),
    });
  }

  /** Notes an event of the person being told; one after the data's end is forgotten. */
  event(time: number, name: string, cells: Cells): void {
    if (time <= this.end) this.drafts.push({ time: Math.floor(time / 1000) * 1000, name, cells });
  }

  /** Writes the person with the events noted since the last one, in order of time. */
  person(key: string, cells: Cells): void {
    const { builder, drafts } = this;
    const person = builder.personCode(key);
    const personRow = builder.touchPerson(person, 0);
    for (const name in cells) this.personWriters.get(name)?.(personRow, cells[name] ?? '');
    drafts.sort((a, b) => a.time - b.time);
    for (const draft of drafts) {
      const row = builder.addEvent(person, draft.time, false, builder.eventName(draft.name), 0);
      for (const name in draft.cells) this.eventWriters.get(name)?.(row, draft.cells[name] ?? '');
    }
    drafts.length = 0;
  }

  /** Returns a log-normal length of time (ms) around `median`; `spread` is the standard deviation of the logarithm. */
  around(median: number, spread: number): number {
    return median * Math.exp(this.random.normal() * spread);
  }
}

function writers(
  properties: Properties,
  open: {
    text: (name: string) => TextWriter;
    number: (name: string) => NumberWriter;
    date: (name: string) => NumberWriter;
  },
): Map<string, (row: number, value: string | number) => void> {
  const made = new Map<string, (row: number, value: string | number) => void>();
  for (const name of properties.text) {
    const writer = open.text(name);
    made.set(name, (row, value) => writer.set(row, String(value)));
  }
  for (const [names, of] of [
    [properties.number, open.number],
    [properties.date ?? [], open.date],
  ] as const) {
    for (const name of names) {
      const writer = of(name);
      made.set(name, (row, value) => writer.set(row, Number(value)));
    }
  }
  return made;
}
