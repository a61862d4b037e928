import * as v from 'valibot';
import { formatDate, nextPeriod, parseDate } from '../base/calendar.ts';
import { appError } from '../base/error.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { DateRange, PeriodSpec } from './activity.ts';
import { everything, isEverything, type Condition, type Filter, type PropertyRef } from './filter.ts';
import { anything, dateRange, name, positive, property, version, whole } from './parts.ts';
import type { Question } from './question.ts';

/** What a tile asks: a saved question, whatever it is by then, or one of its own. */
type TileSource =
  | { readonly by: 'insight'; readonly insight: string }
  /** `question` is checked when it is asked, so that one a later version can't read spoils no other tile. */
  | { readonly by: 'question'; readonly name: string; readonly question: unknown };

/** A tile and its place, in cells of a grid of `DASHBOARD_COLUMNS` columns. */
export interface DashboardTile {
  readonly id: string;
  readonly of: TileSource;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** What every tile of a dashboard is asked about. */
export interface DashboardScope {
  /** Takes the place of each question's dates; null: each question's own. */
  readonly range: DateRange | null;
  /** Joined to each question's people. */
  readonly people: Filter;
}

/** What is kept of a dashboard beside its name. */
export interface DashboardContent {
  readonly version: 1;
  readonly tiles: readonly DashboardTile[];
  /** What the dashboard opens with. */
  readonly scope: DashboardScope;
}

/** A mark of one tile that all other tiles are narrowed to: a value of a property, or the dates of a period. */
export type CrossFilter = { readonly tile: string } & (
  | { readonly by: 'value'; readonly property: PropertyRef; readonly value: string | null }
  /** `part`: which of the period's marks it is, as its own chart calls it; absent: the whole. Other tiles take the dates alone. */
  | { readonly by: 'period'; readonly from: string; readonly to: string; readonly part?: string }
);

/** A part of a scope that a question can't take. */
export type Untaken = 'range' | 'people' | 'value' | 'compare';

/** Columns of the grid that tiles stand in. */
export const DASHBOARD_COLUMNS = 12;

/** Each tile as its own question says. */
export const ownScope: DashboardScope = { range: null, people: everything };

/** A dashboard without tiles. */
export const emptyDashboard: DashboardContent = { version: 1, tiles: [], scope: ownScope };

/** The schema of what every tile is asked about. */
export const scopeSchema = v.object({
  range: v.optional(v.nullable(dateRange), null),
  people: anything,
}) satisfies v.GenericSchema<unknown, DashboardScope>;

const source = v.variant('by', [
  v.object({ by: v.literal('insight'), insight: name }),
  v.object({ by: v.literal('question'), name: v.string(), question: v.unknown() }),
]);
const tile = v.object({
  id: name,
  of: source,
  x: v.pipe(whole, v.maxValue(DASHBOARD_COLUMNS - 1)),
  y: whole,
  w: v.pipe(positive, v.maxValue(DASHBOARD_COLUMNS)),
  h: v.pipe(positive, v.maxValue(100)),
});
const content = v.object({
  version,
  tiles: v.pipe(
    v.array(tile),
    v.check(
      (tiles) => new Set(tiles.map(({ id }) => id)).size === tiles.length,
      'tiles with ids of their own',
    ),
  ),
  scope: v.optional(scopeSchema, {}),
}) satisfies v.GenericSchema<unknown, DashboardContent>;

/** The schema of a mark that the other tiles are narrowed to. */
export const crossSchema = v.variant('by', [
  v.object({ tile: name, by: v.literal('value'), property, value: v.nullable(v.string()) }),
  v.object({
    tile: name,
    by: v.literal('period'),
    from: v.string(),
    to: v.string(),
    part: v.exactOptional(v.string()),
  }),
]) satisfies v.GenericSchema<unknown, CrossFilter>;

/** Returns the dashboard that plain JSON says, missing parts filled; `question-invalid` with where and what was expected. */
export function readDashboard(value: unknown): Result<DashboardContent> {
  const parsed = v.safeParse(content, value);
  if (parsed.success) return ok(parsed.output);
  const [issue] = parsed.issues;
  return err(
    appError('question-invalid', {
      where: v.getDotPath(issue) ?? '',
      what: issue.type === 'check' ? issue.message : (issue.expected ?? issue.message),
    }),
  );
}

/** Whether two scopes ask the same. */
export function sameScope(a: DashboardScope, b: DashboardScope): boolean {
  const plain = ({ range, people }: DashboardScope): string =>
    JSON.stringify([range, isEverything(people) ? everything : people]);
  return plain(a) === plain(b);
}

/** Returns the dates of the period with this label (its first date, for hours with the hour), both included; null for no date. */
export function datesOf(label: string, { unit, n }: PeriodSpec): { from: string; to: string } | null {
  const first = parseDate(label.slice(0, 10));
  if (first === null) return null;
  let end = first;
  // Hours are parts of a day, and a range knows days only.
  if (unit === 'hour') end = first + Math.max(1, Math.ceil(n / 24));
  else for (let i = 0; i < n; i++) end = nextPeriod(end, unit);
  return { from: formatDate(first), to: formatDate(end - 1) };
}

/** Returns how much of the period with this label lies inside a range; outside when the label is no date. */
export function periodIn(
  label: string,
  spec: PeriodSpec,
  { from, to }: DateRange,
): 'whole' | 'part' | 'outside' {
  const dates = datesOf(label, spec);
  if (dates === null || (from !== null && dates.to < from) || (to !== null && dates.from > to))
    return 'outside';
  return (from === null || dates.from >= from) && (to === null || dates.to <= to) ? 'whole' : 'part';
}

/** Returns the dates that take the place of each question's own; null: none do. */
export function datesAsked({ range }: DashboardScope, cross: CrossFilter | null): DateRange | null {
  return cross?.by === 'period' ? within(range, cross) : range;
}

/**
 * Returns the question as a dashboard asks it: people joined to its own on every side, its dates replaced, and narrowed to a
 * mark of another tile. `untaken` names what this question can't take: counts have neither people nor dates, churn by a
 * property of people no dates, only kinds with a filter of events can be narrowed to a property of events, and a comparison
 * with dates of its own (`compare`) has nothing to do with other ones: it is dropped.
 */
export function inScope(
  question: Question,
  scope: DashboardScope,
  cross: CrossFilter | null,
): { readonly question: Question; readonly untaken: readonly Untaken[] } {
  const untaken: Untaken[] = [];
  let asked = question;

  const range = datesAsked(scope, cross);
  if (range !== null) {
    if (asked.kind === 'counts' || (asked.kind === 'churn' && asked.rule.by === 'people'))
      untaken.push('range');
    else {
      const compare = comparedIn(asked, range);
      if (compare === undefined) untaken.push('compare');
      asked = { ...asked, range: { ...asked.range, ...range }, compare: compare ?? null } as Question;
    }
  }

  if (!isEverything(scope.people)) {
    if (asked.kind === 'counts') untaken.push('people');
    else asked = withPeople(asked, scope.people);
  }

  if (cross?.by === 'value') {
    const condition = valueCondition(cross.property, cross.value);
    if (asked.kind === 'counts') untaken.push('value');
    else if (cross.property.scope === 'person') asked = withPeople(asked, condition);
    else if ('events' in asked) asked = { ...asked, events: joined(asked.events, condition) };
    else untaken.push('value');
  }
  return { question: asked, untaken };
}

/** The part of a period that lies inside a range; the whole period where none does, since it was asked for last. */
function within(
  range: DateRange | null,
  { from, to }: { readonly from: string; readonly to: string },
): DateRange {
  const later = range !== null && range.from !== null && range.from > from ? range.from : from;
  const earlier = range !== null && range.to !== null && range.to < to ? range.to : to;
  return later <= earlier ? { from: later, to: earlier } : { from, to };
}

/** The condition that a property has a value; null: that it has none. */
function valueCondition(of: PropertyRef, value: string | null): Condition {
  return value === null
    ? { kind: 'is', property: of, op: 'unset' }
    : { kind: 'is', property: of, op: 'equals', value };
}

/** What a question is compared with once its dates are replaced: other people over the same dates follow it there; undefined: dates of its own. */
function comparedIn(
  { compare, range: own }: Exclude<Question, { kind: 'counts' }>,
  dates: DateRange,
): typeof compare | undefined {
  if (compare === null || compare === 'previous') return compare;
  if (!('with' in compare)) return undefined;
  if (compare.with === 'previous') return compare;
  const { range } = compare;
  return range.from === own.from && range.to === own.to
    ? { ...compare, range: { ...range, ...dates } }
    : undefined;
}

/** Joins people to a question's own, and to those of the side it is compared with. */
function withPeople(question: Exclude<Question, { kind: 'counts' }>, people: Filter): Question {
  const own = { ...question, people: joined(question.people, people) };
  const { compare } = own;
  if (compare === null || typeof compare !== 'object' || !('with' in compare) || compare.with !== 'other')
    return own;
  return { ...own, compare: { ...compare, people: joined(compare.people, people) } } as Question;
}

/** Both filters at once, without a level that says nothing. */
function joined(own: Filter, more: Filter): Filter {
  if (isEverything(own)) return more;
  return own.kind === 'all' ? { kind: 'all', of: [...own.of, more] } : { kind: 'all', of: [own, more] };
}
