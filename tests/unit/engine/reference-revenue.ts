import { DAY_MS, parseDate, zoneCalendar } from '../../../src/base/calendar.ts';
import type { EventTable } from '../../../src/engine/table.ts';
import type { RevenueGroup, RevenuePeriod, RevenueQuestion } from '../../../src/questions/revenue.ts';
import { cellsOf, groupedBy, seenEvents, type SeenEvent } from './made-world.ts';
import { dataEnd } from './reference-stages.ts';

/** What somebody pays a month from an instant on. */
interface Paying {
  readonly row: number;
  readonly t: number;
  readonly currency: string | null;
  readonly amount: number;
}

/** What one person pays at the ends of a period. */
interface Payer {
  readonly person: number;
  readonly from: number;
  readonly to: number;
  /** Paid before the period. */
  readonly before: boolean;
}

/** A period of one currency, and who is behind its figures. */
interface RefPeriod {
  readonly figures: Partial<RevenuePeriod>;
  readonly people: Readonly<Record<keyof RevenuePeriod['customers'], readonly number[]>>;
}

const MONTHS = { month: 1, quarter: 3, year: 12 };
const KINDS: Readonly<Record<keyof RevenuePeriod['customers'], (payer: Payer) => boolean>> = {
  start: ({ from }) => from > 0,
  new: ({ from, to, before }) => from === 0 && to > 0 && !before,
  reactivated: ({ from, to, before }) => from === 0 && to > 0 && before,
  expanded: ({ from, to }) => from > 0 && to > from,
  contracted: ({ from, to }) => to > 0 && to < from,
  churned: ({ from, to }) => from > 0 && to === 0,
  end: ({ to }) => to > 0,
};

/** The tables of some people. */
export interface RefTable {
  readonly currency: string | null;
  readonly customers: number;
  readonly periods: readonly RefPeriod[];
}

/** What the rules say of everybody and of each group. */
export interface RefRevenue {
  readonly tables: readonly RefTable[];
  readonly groups: readonly {
    readonly group: Omit<RevenueGroup, 'currencies'>;
    readonly tables: readonly RefTable[];
  }[];
}

/**
 * M1 and M4 to M6 written out: in every currency every period asks everybody what they pay at its two ends. Subscriptions are the events `Pay`,
 * ends those named `End`; people are asked about by region, null: all.
 */
export async function referenceRevenue(
  table: EventTable,
  question: RevenueQuestion,
  region: string | null,
): Promise<RefRevenue> {
  const payments = await paymentsOf(table, question, region);
  const calendar = zoneCalendar(table.zone);
  const payers = [...payments].flatMap(([person, own]) => {
    const first = own.find(({ amount }) => amount > 0);
    return first === undefined ? [] : [{ person, first }];
  });
  const first = Math.min(...payers.map((payer) => payer.first.t));
  const end = dataEnd(table, seenEvents(table));
  const { range, breakdown } = question;
  const last = range.to === null ? end : Math.min(end, calendar.startOfDay(parseDate(range.to)! + 1) - 1);
  const periods =
    first <= last
      ? calendar.periods(question.period, table.weekStart, first, last)
      : { labels: [], starts: [] };
  const shown = range.from === null ? -Infinity : calendar.startOfDay(parseDate(range.from)!);
  const tablesOf = (people: readonly number[]): RefTable[] =>
    referenceTables(
      new Map([...payments].filter(([person]) => people.includes(person))),
      periods,
      shown,
      end,
    );
  const tables = tablesOf([...payments.keys()]);
  if (breakdown === null) return { tables, groups: [] };
  const { scope, name } = breakdown.property;
  const cell = await cellsOf(table, scope, name);
  const groups = groupedBy(
    payers,
    (payer) => {
      const value = cell(scope === 'person' ? payer.person : payer.first.row);
      return value === null ? null : String(value);
    },
    breakdown.top,
  );
  return {
    tables,
    groups: groups.map(({ members, ...group }) => ({
      group: { ...group, customers: members.length },
      tables: tablesOf(members.map(({ person }) => person)),
    })),
  };
}

function referenceTables(
  payments: ReadonlyMap<number, readonly Paying[]>,
  { labels, starts }: { readonly labels: readonly string[]; readonly starts: ArrayLike<number> },
  shown: number,
  end: number,
): RefTable[] {
  const currencies = [...new Set([...payments.values()].flat().map(({ currency }) => currency))];
  return currencies.flatMap((currency) => {
    const paidAt = (own: readonly Paying[], t: number): number => {
      const state = own.findLast((one) => one.t < t);
      return state?.currency === currency ? state.amount : 0;
    };
    const all = labels.map((label, i) => {
      const [from, to] = [starts[i]!, starts[i + 1]!];
      const payers = [...payments].map(([person, own]): Payer => ({
        person,
        from: paidAt(own, from),
        to: paidAt(own, to),
        before: own.some((one) => one.t < from && one.currency === currency && one.amount > 0),
      }));
      return { label, to, payers };
    });
    const moved = all.flatMap(({ payers }) => payers.filter(({ from, to }) => from !== to));
    if (moved.length === 0) return [];
    return [
      {
        currency,
        customers: new Set(moved.map(({ person }) => person)).size,
        periods: all
          .filter(({ to }) => to > shown)
          .map(({ label, to, payers }) => periodOf(label, payers, to <= end + 1)),
      },
    ];
  });
}

function periodOf(period: string, payers: readonly Payer[], complete: boolean): RefPeriod {
  const of = (kind: keyof typeof KINDS): Payer[] => payers.filter(KINDS[kind]);
  const sum = (kind: keyof typeof KINDS, value: (payer: Payer) => number): number =>
    of(kind).reduce((total, payer) => total + value(payer), 0);
  const change = ({ from, to }: Payer): number => Math.abs(to - from);
  const start = sum('start', ({ from }) => from);
  const lost = sum('contracted', change) + sum('churned', change);
  const kinds = Object.keys(KINDS) as (keyof typeof KINDS)[];
  const count = Object.fromEntries(kinds.map((kind) => [kind, of(kind).length]));
  const any = of('start').length > 0;
  return {
    figures: {
      period,
      start,
      new: sum('new', change),
      reactivated: sum('reactivated', change),
      expansion: sum('expanded', change),
      contraction: sum('contracted', change),
      churned: sum('churned', change),
      end: sum('end', ({ to }) => to),
      customers: count as unknown as RevenuePeriod['customers'],
      grossChurn: any ? lost / start : NaN,
      netChurn: any ? (lost - sum('expanded', change)) / start : NaN,
      complete,
    },
    people: Object.fromEntries(
      kinds.map((kind) => [kind, of(kind).map(({ person }) => person)]),
    ) as unknown as RefPeriod['people'],
  };
}

/** M4 and M6 written out: what each person pays after every event that says so, and after every lapse. */
async function paymentsOf(
  table: EventTable,
  { per, lapse, currency, ended }: RevenueQuestion,
  region: string | null,
): Promise<Map<number, Paying[]>> {
  const calendar = zoneCalendar(table.zone);
  const amountOf = await cellsOf(table, 'event', 'amount');
  const currencyOf = await cellsOf(table, 'event', 'currency');
  const regionOf = await cellsOf(table, 'person', 'region');
  const seen = seenEvents(table);
  const end = dataEnd(table, seen);
  const payments = new Map<number, Paying[]>();
  for (const person of new Set(seen.map((event) => event.person))) {
    if (region !== null && regionOf(person) !== region) continue;
    const listed = seen.filter(
      ({ person: own, name, row }) =>
        own === person && ((name === 'Pay' && amountOf(row) !== null) || (name === 'End' && ended !== null)),
    );
    // F10: an end by calendar date comes after the instants of its day, unless the file says what else came at its own instant.
    const waits = ({ name, dayOnly, t, row }: SeenEvent): boolean =>
      name === 'End' && dayOnly && !listed.some((other) => other.t === t && other.row > row);
    const place = (mark: SeenEvent): number =>
      waits(mark) ? calendar.startOfDay(mark.date + 1) - 0.5 : mark.t;
    const marks = listed.toSorted((a, b) => place(a) - place(b) || a.row - b.row);
    payments.set(
      person,
      marks.flatMap((mark, i): Paying[] => {
        const { t, row, date, dayOnly, name } = mark;
        const text = currency === null ? null : currencyOf(row);
        const pays = {
          row,
          t: Math.max(t, marks[i - 1]?.t ?? t),
          currency: text === null ? null : String(text),
        };
        if (name === 'End') return [{ ...pays, amount: 0 }];
        const paying = { ...pays, amount: Number(amountOf(row)) / MONTHS[per] };
        if (lapse === null || paying.amount === 0) return [paying];
        const latest = dayOnly ? calendar.startOfDay(date + lapse.n + 1) - 1 : t + lapse.n * DAY_MS;
        if (!(latest < (marks[i + 1]?.t ?? end))) return [paying];
        const over = dayOnly ? calendar.startOfDay(date + 1 + lapse.n) : t + lapse.n * DAY_MS;
        return [paying, { ...pays, t: over, amount: 0 }];
      }),
    );
  }
  return payments;
}
