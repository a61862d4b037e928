import type { ColumnInfo } from '../../domain/columns.ts';
import type { Format } from '../../i18n/format.ts';
import { messageNumber, t } from '../../i18n/i18n.svelte.ts';
import { countConditions, valuesOf } from './edit-filter.ts';
import {
  isEverything,
  type Condition,
  type Filter,
  type FilterValue,
  type Operator,
  type PropertyRef,
} from '../../questions/filter.ts';
import type { Breakdown, EventMatch, FunnelStep, Span } from '../../questions/funnel.ts';

/** Kind of a property's column, or undefined when the data do not have it. */
export type KindOf = (property: PropertyRef) => ColumnInfo['kind'] | undefined;

/** What is counted: people, or values of an event property; one value may be one whoever did it. */
export type Unit =
  | { readonly by: 'person' }
  | { readonly by: 'property'; readonly property: string; readonly acrossPeople?: boolean };

/** Who or what is counted, with the conditions on people: `people where country is FI`. */
export function subjectText(
  { unit, people }: { readonly unit: Unit; readonly people: Filter },
  kindOf: KindOf,
  format: Format,
): string {
  const counted =
    unit.by === 'person'
      ? t('question.unit.person')
      : t('question.unit.property', { property: unit.property });
  if (isEverything(people)) return counted;
  return t('question.unit.where', { unit: counted, filter: filterText(people, kindOf, format) });
}

/** How many of what is counted: `66 people`, `66 deal values`. */
export function countText(count: number, unit: Unit): string {
  return unit.by === 'person'
    ? t('people.count', { count })
    : t('people.units.property', { count, property: unit.property });
}

/** `30 days` */
export function spanText({ n, unit }: Span): string {
  return t(`question.span.${unit}`, { count: n });
}

/** The event names of a match and what holds for them: `Visit`, `Visit or Start (1 condition)`, `Order where value is more than 50`, `Order (2 conditions)`. */
export function eventsText({ events, where }: EventMatch): string {
  // Behind several names a condition in full would read as one on the last of them.
  return withConditions(namesText(events), where, events.length < 2);
}

/** Longest condition that stands in full among the words of a sentence, in characters. */
const BRIEF = 40;

/** A text about events, and what holds for them: one short condition in full where that is `clear`, others as their number. */
export function withConditions(text: string, where: Filter, clear = true): string {
  const count = countConditions(where);
  if (count === 0) return text;
  const only = clear ? onlyCondition(where) : null;
  const condition = only === null ? null : briefText(only);
  return condition === null
    ? t('question.events.where', { text, conditions: t('question.filter.conditions', { count }) })
    : t('question.events.that', { text, condition });
}

/** The condition that a filter comes to; null when it is several or negated. */
function onlyCondition(filter: Filter): Condition | null {
  if (filter.kind === 'is') return filter;
  if (filter.kind === 'not') return null;
  const members = filter.of.filter((member) => !isEverything(member));
  return members.length === 1 ? onlyCondition(members[0]!) : null;
}

/** A condition in the words of the language alone; null where it is long, or a date, which the workspace has its own way to write. */
function briefText(condition: Condition): string | null {
  if (valuesOf(condition).some(isDate)) return null;
  const text = conditionText(condition, undefined, (value) =>
    typeof value === 'number' ? messageNumber(value) : value,
  );
  return text.length > BRIEF ? null : text;
}

function isDate(value: FilterValue): boolean {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

function namesText(events: readonly string[]): string {
  const [first, second] = events;
  if (first === undefined) return t('question.anyEvent');
  if (second === undefined) return first;
  return events.length === 2
    ? t('question.or', { a: first, b: second })
    : t('question.more', { name: first, count: events.length - 1 });
}

/** How a step is called: its label, or else its events. */
export function stepText(step: Pick<FunnelStep, 'label' | 'events' | 'where'>): string {
  return step.label === '' ? eventsText(step) : step.label;
}

/** Words for an operator, as they fit the kind of column it compares. */
export function operatorText(op: Operator, kind: ColumnInfo['kind'] | undefined): string {
  if (kind === 'date' && (op === 'at-most' || op === 'at-least' || op === 'equals' || op === 'not-equals'))
    return t(`question.op.date.${op}`);
  return t(`question.op.${op}`);
}

/** A value of a condition: calendar dates as the reader writes them, everything else as it stands. */
function valueText(value: FilterValue, kind: ColumnInfo['kind'] | undefined, format: Format): string {
  if (typeof value === 'number') return format.number(value);
  return kind === 'date' && isDate(value) ? format.calendarDate(value) : value;
}

function conditionText(
  condition: Condition,
  kind: ColumnInfo['kind'] | undefined,
  write: (value: FilterValue) => string,
): string {
  const { op, property } = condition;
  const operator = operatorText(op, kind);
  const [first, second, ...more] = valuesOf(condition).map(write);
  if (first === undefined) return t('question.filter.one', { property: property.name, op: operator });
  const value =
    op === 'between' && second !== undefined
      ? t('question.filter.between', { from: first, to: second })
      : more.length > 0
        ? t('question.value.some', { value: first, count: more.length + 1 })
        : second === undefined
          ? first
          : t('question.or', { a: first, b: second });
  return t('question.filter.with', { property: property.name, op: operator, value });
}

/** A filter in words: one condition in full, more than two as their number. Empty for the filter that everything satisfies. */
export function filterText(filter: Filter, kindOf: KindOf, format: Format): string {
  if (isEverything(filter)) return '';
  if (filter.kind === 'is') {
    const kind = kindOf(filter.property);
    return conditionText(filter, kind, (value) => valueText(value, kind, format));
  }
  const count = countConditions(filter);
  if (count > 2) return t('question.filter.conditions', { count });
  if (filter.kind === 'not')
    return t('question.filter.not.text', { filter: filterText(filter.of, kindOf, format) });
  return format.list(
    filter.of.filter((member) => !isEverything(member)).map((member) => filterText(member, kindOf, format)),
    filter.kind === 'all' ? 'conjunction' : 'disjunction',
  );
}

/** `channel`, or `channel and device`. */
export function breakdownText({ properties }: Breakdown): string {
  const [first, second] = properties;
  if (first === undefined) return '';
  return second === undefined ? first.name : t('question.breakdown.two', { a: first.name, b: second.name });
}

/** The values of a group in words, a missing one said as such. */
export function groupValuesText(values: readonly (string | null)[]): string {
  return values.map((value) => value ?? t('question.missing')).join(' · ');
}
