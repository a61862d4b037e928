import { uncontrolled } from '../../src/base/control.ts';
import { parseDate, zoneCalendar, type PeriodUnit } from '../../src/base/calendar.ts';
import { answer } from '../../src/engine/answer.ts';
import { parseInstant } from '../../src/engine/filter.ts';
import { funnelPeople } from '../../src/engine/funnel/people.ts';
import type { EventTable } from '../../src/engine/table.ts';
import { defaultFunnel, stepOf } from '../../src/questions/defaults.ts';
import { everything, type Filter, type Operator } from '../../src/questions/filter.ts';
import type {
  Breakdown,
  FunnelOrder,
  FunnelQuestion,
  FunnelResult,
  Span,
} from '../../src/questions/funnel.ts';
import { tableOf, type EventRow, type PersonRow } from './vectors-table.ts';
import { compare, type CaseResult } from './vectors-compare.ts';

/** A condition as the case files write it. */
interface CaseCondition {
  readonly prop: string;
  readonly op: string;
  readonly value?: string | number | boolean;
  readonly scope?: 'person';
}

type CaseTree = { readonly and: readonly CaseTree[] } | { readonly or: readonly CaseTree[] } | CaseCondition;

interface CaseStep {
  readonly event: string | null;
  readonly events?: readonly string[];
  readonly where?: readonly CaseCondition[];
  readonly firstTimeForUser?: boolean;
  readonly optional?: boolean;
  readonly directly?: boolean;
  readonly withinMs?: number;
}

interface FunnelCase {
  readonly options: {
    readonly order: FunnelOrder | 'any';
    readonly windowMs?: number | null;
    readonly window?: Span | null;
    readonly exclusions?: readonly {
      readonly event: string;
      readonly where?: readonly CaseCondition[];
      readonly fromStep: number;
      readonly toStep: number;
    }[];
    readonly exclusion?: 'person' | 'attempt';
    readonly breakdown?: {
      readonly by: 'event' | 'person';
      readonly keys: readonly string[];
      readonly attribution: 'first' | 'last' | 'all' | 'current' | { readonly step: number };
      readonly limit?: number;
      readonly otherLabel?: string;
    };
    readonly dateRange?: { readonly from?: string; readonly to?: string };
    readonly timezone?: string;
    readonly where?: readonly CaseCondition[];
    readonly personFilter?: CaseTree;
    readonly aggregateBy?: { readonly eventProp: string };
    readonly graceMs?: number;
    readonly lost?: string;
    readonly unit?: 'attempt';
    readonly clock?: 'first-touch';
  };
  readonly steps: readonly CaseStep[];
  readonly persons?: readonly PersonRow[];
  readonly events: readonly EventRow[];
  readonly expected: {
    readonly counts?: readonly (number | null)[];
    readonly levelByPerson?: Readonly<Record<string, number>>;
    readonly personsAtStep?: readonly (readonly string[] | null)[];
    readonly avgMs?: readonly (number | null)[];
    readonly medianMs?: readonly (number | null)[];
    readonly breakdown?: Readonly<
      Record<
        string,
        {
          readonly counts?: readonly (number | null)[];
          readonly avgMs?: readonly (number | null)[];
          readonly medianMs?: readonly (number | null)[];
        }
      >
    >;
    readonly trend?: {
      readonly interval: PeriodUnit;
      readonly firstPeriod: string;
      readonly fromStep: number;
      readonly toStep: number;
      readonly reachedFrom?: readonly (number | null)[];
      readonly reachedTo?: readonly (number | null)[];
      readonly ratePercent?: readonly (number | null)[];
    };
    /** Of our own cases: figures of the whole answer. */
    readonly states?: Readonly<
      Partial<Record<'open' | 'dropped' | 'excluded' | 'matured' | 'converted', number>>
    >;
    readonly totalMs?: { readonly mean?: number; readonly median?: number };
  };
  readonly tolerance?: number | { readonly abs?: number };
}

const OPERATORS: Readonly<Record<string, Operator>> = {
  eq: 'equals',
  neq: 'not-equals',
  contains: 'contains',
  isSet: 'set',
  isNotSet: 'unset',
  lte: 'at-most',
  gte: 'at-least',
};

/** Runs one case of kind `funnel` through `answer` and compares what the case expects. */
export async function runFunnelCase(raw: unknown): Promise<CaseResult> {
  const test = raw as FunnelCase;
  const { options, expected } = test;
  const zone = options.timezone ?? 'UTC';
  const question = questionOf(test, zone);
  const table = tableOf(boundedEvents(test, question), test.persons, { zone });
  const result = await answer(table, question, uncontrolled);
  const actual: Record<string, unknown> = {};
  if (expected.counts !== undefined) actual['counts'] = counts(result.total);
  if (expected.avgMs !== undefined) actual['avgMs'] = hops(result.total, 'mean');
  if (expected.medianMs !== undefined) actual['medianMs'] = hops(result.total, 'median');
  if (expected.levelByPerson !== undefined)
    actual['levelByPerson'] = await levels(table, question, Object.keys(expected.levelByPerson));
  if (expected.personsAtStep !== undefined) actual['personsAtStep'] = await personsAtStep(table, question);
  if (expected.breakdown !== undefined)
    actual['breakdown'] = Object.fromEntries(
      result.groups
        .filter(
          (group) =>
            group.kind !== 'not-reached' &&
            !(group.kind === 'other' && options.breakdown?.otherLabel === undefined),
        )
        .map((group) => {
          const values = group.values.map((value) => value ?? '');
          const key =
            group.kind === 'other'
              ? options.breakdown!.otherLabel!
              : values.length === 1
                ? values[0]!
                : JSON.stringify(values);
          return [
            key,
            { counts: counts(group), avgMs: hops(group, 'mean'), medianMs: hops(group, 'median') },
          ];
        }),
    );
  if (expected.trend !== undefined) {
    const { fromStep, toStep, interval } = expected.trend;
    const from = result.total.trend.map(({ reached }) => reached[fromStep]!);
    const to = result.total.trend.map(({ reached }) => reached[toStep]!);
    actual['trend'] = {
      interval,
      firstPeriod: result.total.trend[0]?.period,
      fromStep,
      toStep,
      reachedFrom: from,
      reachedTo: to,
      ratePercent: from.map((n, i) => (n === 0 ? 0 : Math.round((10_000 * to[i]!) / n) / 100)),
    };
  }
  if (expected.states !== undefined) {
    const { open, dropped, excluded, matured, converted } = result.total;
    actual['states'] = { open, dropped, excluded, matured, converted };
  }
  if (expected.totalMs !== undefined)
    actual['totalMs'] = { mean: result.total.time.mean, median: result.total.time.median };
  return compare(expected, actual, test.tolerance);
}

function questionOf({ options, steps, expected }: FunnelCase, zone: string): FunnelQuestion {
  const window: Span | null =
    options.window !== undefined
      ? options.window
      : options.windowMs === undefined || options.windowMs === null
        ? null
        : { n: options.windowMs / 1000, unit: 'second' };
  const breakdown: Breakdown | null =
    options.breakdown === undefined
      ? null
      : {
          properties: options.breakdown.keys.map((name) => ({ scope: options.breakdown!.by, name })),
          attribution: options.breakdown.attribution === 'all' ? 'every' : options.breakdown.attribution,
          top: options.breakdown.limit ?? 1000,
        };
  const { aggregateBy } = options;
  return {
    ...defaultFunnel(
      steps.map((step) => ({
        ...stepOf(...(step.events ?? (step.event === null ? [] : [step.event]))),
        where: allOf(step.where),
        firstEver: step.firstTimeForUser ?? false,
        optional: step.optional ?? false,
        directly: step.directly ?? false,
        within: step.withinMs === undefined ? null : { n: step.withinMs / 1000, unit: 'second' },
      })),
      window,
    ),
    order: options.order === 'any' ? 'any-order' : options.order,
    exclusions: (options.exclusions ?? []).map(({ event, where, fromStep, toStep }) => ({
      events: [event],
      where: allOf(where),
      from: fromStep,
      to: toStep,
    })),
    exclusionScope: options.exclusion ?? 'attempt',
    lost: options.lost === undefined ? null : { events: [options.lost], where: everything },
    // A value counted as one whoever did it: the sources' sessions and accounts alike.
    unit:
      aggregateBy !== undefined
        ? { by: 'property', property: aggregateBy.eventProp, acrossPeople: true }
        : { by: options.unit ?? 'person' },
    people: options.personFilter === undefined ? everything : treeFilter(options.personFilter),
    events: allOf(options.where),
    range: { ...datesOf(options.dateRange, zone), by: 'events' },
    breakdown,
    graceMs: options.graceMs ?? 0,
    clock: options.clock ?? 'attempt',
    trend: expected.trend?.interval ?? null,
  };
}

/** Calendar dates of a range that begins and ends with days, of the zone or of UTC (as sources write local dates); else open. */
function datesOf(
  range: FunnelCase['options']['dateRange'],
  zone: string,
): { from: string | null; to: string | null } {
  if (range === undefined || !wholeDays(range, zone)) return { from: null, to: null };
  return { from: range.from?.slice(0, 10) ?? null, to: range.to?.slice(0, 10) ?? null };
}

function wholeDays({ from, to }: NonNullable<FunnelCase['options']['dateRange']>, zone: string): boolean {
  const calendar = zoneCalendar(zone);
  const begins = (text: string): boolean =>
    /T00:00:00(\.0+)?Z$/.test(text) ||
    parseInstant(text) === calendar.startOfDay(parseDate(text.slice(0, 10))!);
  return (from === undefined || begins(from)) && (to === undefined || /T23:59:59(\.\d+)?Z$/.test(to));
}

/** The events of a case; a range that doesn't fall on days is applied here, as no question of ours has one. */
function boundedEvents({ options, events }: FunnelCase, question: FunnelQuestion): readonly EventRow[] {
  const { dateRange: range } = options;
  if (range === undefined || question.range.from !== null || question.range.to !== null) return events;
  const from = range.from === undefined ? -Infinity : parseInstant(range.from);
  const to = range.to === undefined ? Infinity : parseInstant(range.to);
  return events.filter(
    ({ at }) => typeof at === 'string' && parseInstant(at) >= from && parseInstant(at) <= to,
  );
}

function allOf(conditions: readonly CaseCondition[] = []): Filter {
  return {
    kind: 'all',
    of: conditions.map((condition) => conditionFilter(condition, condition.scope ?? 'event')),
  };
}

function treeFilter(tree: CaseTree): Filter {
  if ('and' in tree) return { kind: 'all', of: tree.and.map(treeFilter) };
  if ('or' in tree) return { kind: 'any', of: tree.or.map(treeFilter) };
  return conditionFilter(tree, 'person');
}

function conditionFilter({ prop, op, value }: CaseCondition, scope: 'event' | 'person'): Filter {
  const operator = OPERATORS[op];
  if (operator === undefined) throw new Error(`unknown operator ${op}`);
  return {
    kind: 'is',
    property: { scope, name: prop },
    op: operator,
    ...(value !== undefined && { value: typeof value === 'boolean' ? String(value) : value }),
  };
}

function counts({ steps }: FunnelResult): number[] {
  return steps.map(({ entered }) => entered);
}

/** Times from the previous step, per step; null where there are none. */
function hops({ steps }: FunnelResult, figure: 'mean' | 'median'): (number | null)[] {
  return steps.map((_, k) => {
    const time = k === 0 ? null : steps[k - 1]!.toNext;
    return time === null || time.n === 0 ? null : time[figure];
  });
}

async function personsAtStep(table: EventTable, question: FunnelQuestion): Promise<string[][]> {
  const lists: string[][] = [];
  for (let step = 0; step < question.steps.length; step++) {
    const { person } = await funnelPeople(
      table,
      question,
      { step, segment: 'entered', group: null, period: null },
      uncontrolled,
    );
    lists.push([...person].map((code) => table.people.text(code)).sort());
  }
  return lists;
}

async function levels(
  table: EventTable,
  question: FunnelQuestion,
  people: readonly string[],
): Promise<Record<string, number>> {
  const lists = await personsAtStep(table, question);
  return Object.fromEntries(people.map((id) => [id, lists.filter((list) => list.includes(id)).length]));
}
