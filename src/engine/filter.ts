import { DAY_MS, parseDate, zoneCalendar, type ZoneCalendar } from '../base/calendar.ts';
import type { Condition, Filter, FilterValue, PropertyRef } from '../questions/filter.ts';
import { isEverything } from '../questions/filter.ts';
import type { Column, EventTable } from './table.ts';

/** Whether an event (by row) of a person satisfies a filter. Without an event property `row` is not read. */
export type Test = (row: number, person: number) => boolean;

/** A filter made ready for one table. */
export interface CompiledFilter {
  /** null: everything satisfies it. */
  readonly test: Test | null;
  /** Properties that the table doesn't have; all their values count as missing. */
  readonly unknown: readonly PropertyRef[];
}

/**
 * Loads the columns that `filter` names and returns its test. Text conditions are decided once per dictionary
 * entry, so a row costs one look-up. Missing values satisfy only `unset` and the negated operators.
 */
export async function compileFilter(filter: Filter, table: EventTable): Promise<CompiledFilter> {
  const unknown: PropertyRef[] = [];
  const compile = async (part: Filter): Promise<Test> => {
    switch (part.kind) {
      case 'all': {
        const tests = await Promise.all(part.of.map(compile));
        return tests.length === 1 ? tests[0]! : (row, person) => tests.every((test) => test(row, person));
      }
      case 'any': {
        const tests = await Promise.all(part.of.map(compile));
        return tests.length === 1 ? tests[0]! : (row, person) => tests.some((test) => test(row, person));
      }
      case 'not': {
        const test = await compile(part.of);
        return (row, person) => !test(row, person);
      }
      case 'is': {
        const column = await loadColumn(table, part.property);
        if (column === undefined) unknown.push(part.property);
        return conditionTest(part, column, zoneCalendar(table.zone));
      }
    }
  };
  return { test: isEverything(filter) ? null : await compile(filter), unknown };
}

/** Returns the column of a property, or undefined when the table has none of that name. */
export function loadColumn(table: EventTable, property: PropertyRef): Promise<Column | undefined> {
  return property.scope === 'event' ? table.eventColumn(property.name) : table.personColumn(property.name);
}

function conditionTest(condition: Condition, column: Column | undefined, calendar: ZoneCalendar): Test {
  const { op } = condition;
  const ofEvent = condition.property.scope === 'event';
  const whenMissing = op === 'unset' || op === 'not-equals' || op === 'not-contains' || op === 'not-in';
  if (column === undefined) return () => whenMissing;
  if (column.kind === 'text') {
    const { codes, dictionary } = column;
    const matches = textMatcher(condition);
    const verdict = new Uint8Array(dictionary.size + 1);
    verdict[0] = Number(whenMissing);
    for (let k = 0; k < dictionary.size; k++) verdict[k + 1] = Number(matches(dictionary.text(k)));
    return ofEvent ? (row) => verdict[codes[row]!] === 1 : (_, person) => verdict[codes[person]!] === 1;
  }
  const { values } = column;
  const matches = numberMatcher(condition, column, calendar);
  const verdict = (value: number): boolean => (Number.isNaN(value) ? whenMissing : matches(value));
  return ofEvent ? (row) => verdict(values[row]!) : (_, person) => verdict(values[person]!);
}

function valuesIn(condition: Condition): readonly FilterValue[] {
  const { value } = condition;
  return value === undefined
    ? []
    : Array.isArray(value)
      ? (value as readonly FilterValue[])
      : [value as FilterValue];
}

function textMatcher(condition: Condition): (text: string) => boolean {
  const wanted = valuesIn(condition).map(String);
  const first = wanted[0] ?? '';
  const second = wanted[1] ?? first;
  switch (condition.op) {
    case 'set':
      return () => true;
    case 'unset':
      return () => false;
    case 'equals':
      return (text) => text === first;
    case 'not-equals':
      return (text) => text !== first;
    case 'in':
      return (text) => wanted.includes(text);
    case 'not-in':
      return (text) => !wanted.includes(text);
    case 'contains':
      return (text) => fold(text).includes(fold(first));
    case 'not-contains':
      return (text) => !fold(text).includes(fold(first));
    case 'less':
    case 'before':
      return (text) => compareText(text, first) < 0;
    case 'at-most':
      return (text) => compareText(text, first) <= 0;
    case 'greater':
    case 'after':
      return (text) => compareText(text, first) > 0;
    case 'at-least':
      return (text) => compareText(text, first) >= 0;
    case 'between':
      return (text) => compareText(text, first) >= 0 && compareText(text, second) <= 0;
  }
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** Order of two texts: as numbers when `b` is one (a text that isn't gives NaN, no order), else by code unit. */
function compareText(a: string, b: string): number {
  const number = numberOf(b);
  if (!Number.isNaN(number)) return numberOf(a) - number;
  return a < b ? -1 : a > b ? 1 : 0;
}

function numberOf(value: FilterValue): number {
  return typeof value === 'number' ? value : value.trim() === '' ? NaN : Number(value);
}

/** A value as the range of column values that it stands for: a calendar date covers its whole day. */
interface Range {
  readonly from: number;
  /** Included. */
  readonly to: number;
}

function numberMatcher(
  condition: Condition,
  column: Column,
  calendar: ZoneCalendar,
): (value: number) => boolean {
  const ranges = valuesIn(condition).map((value): Range => {
    if (column.kind === 'date') return dateRange(value, column.precision, calendar);
    const number = numberOf(value);
    return { from: number, to: number };
  });
  const first = ranges[0] ?? { from: NaN, to: NaN };
  const second = ranges[1] ?? first;
  const within = (value: number, range: Range): boolean => value >= range.from && value <= range.to;
  switch (condition.op) {
    case 'set':
      return () => true;
    case 'unset':
      return () => false;
    case 'equals':
      return (value) => within(value, first);
    case 'not-equals':
      return (value) => !within(value, first);
    case 'in':
      return (value) => ranges.some((range) => within(value, range));
    case 'not-in':
      return (value) => !ranges.some((range) => within(value, range));
    case 'contains':
    case 'not-contains': {
      const part = fold(String(valuesIn(condition)[0] ?? ''));
      const negated = condition.op === 'not-contains';
      return (value) => String(value).includes(part) !== negated;
    }
    case 'less':
    case 'before':
      return (value) => value < first.from;
    case 'at-most':
      return (value) => value <= first.to;
    case 'greater':
    case 'after':
      return (value) => value > first.to;
    case 'at-least':
      return (value) => value >= first.from;
    case 'between':
      return (value) => value >= first.from && value <= second.to;
  }
}

function dateRange(value: FilterValue, precision: 'day' | 'instant', calendar: ZoneCalendar): Range {
  const day = typeof value === 'string' ? parseDate(value) : null;
  if (day !== null)
    return precision === 'day'
      ? { from: day * DAY_MS, to: day * DAY_MS }
      : { from: calendar.startOfDay(day), to: calendar.startOfDay(day + 1) - 1 };
  const instant = typeof value === 'number' ? value : parseInstant(value);
  if (precision === 'instant' || Number.isNaN(instant)) return { from: instant, to: instant };
  const floating = calendar.dayOf(instant) * DAY_MS;
  return { from: floating, to: floating };
}

/** Epoch ms of an ISO 8601 instant with a zone (`Z` or an offset); NaN for anything else (T3). */
export function parseInstant(text: string): number {
  const found =
    /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d{2}):?(\d{2}))$/.exec(
      text,
    );
  if (found === null) return NaN;
  const [, date = '', hour, minute, second = '0', fraction = '', sign, offsetHour = '0', offsetMinute = '0'] =
    found;
  const day = parseDate(date);
  if (day === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return NaN;
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === '-' ? -1 : 1);
  const clock = (Number(hour) * 60 + Number(minute) - offset) * 60 + Number(second);
  return day * DAY_MS + clock * 1000 + Math.floor(Number(`0.${fraction || '0'}`) * 1000 + 1e-9);
}
