import { DAY_MS, formatDate, nextPeriod, parseDate, zoneCalendar } from '../../../src/base/calendar.ts';
import type { EventTable } from '../../../src/engine/table.ts';
import type { VelocityFigures, VelocityQuestion, VelocityRange } from '../../../src/questions/velocity.ts';
import { cellsOf, groupedBy, msBetween, quantileOf, seenEvents } from './made-world.ts';
import { dataEnd, leadValue, referenceWays, type RefLead, type RefVisit } from './reference-stages.ts';

type Figures = Omit<VelocityFigures, 'range' | 'rate'> & {
  readonly rate: { readonly k: number; readonly n: number };
};
/** Mean days of a period. */
const LENGTH = { day: 1, week: 7, month: 30.436875, quarter: 91.310625, year: 365.2425 };
const FACTORS = ['open', 'rate', 'value', 'cycle'] as const;

/** V1, V2 and M1 written out. `before` is the range that is compared with; null: none. People are asked about by region, null: all. */
export async function referenceVelocity(
  table: EventTable,
  question: VelocityQuestion,
  region: string | null,
  before: VelocityRange | null,
): Promise<object> {
  const calendar = zoneCalendar(table.zone);
  const { open, won, lost, unit, value, currency, range, trend, breakdown } = question;
  const stages = [{ ...open, label: '' }];
  const everything = { stages, won, lost, unit, range: { from: null, to: null } };
  const leads = await referenceWays(table, everything, region);
  const amountOf = await columnOf(table, value);
  const currencyOf = currency === null ? () => null : await columnOf(table, currency);
  const asked = before === null ? [range] : [range, before];

  const measure = (members: readonly RefLead[]) => {
    const visits = members.flatMap((lead) => lead.visits.map((visit) => ({ ...visit, lead })));
    const inside = (of: VelocityRange): typeof visits => {
      const from = of.from === null ? -Infinity : calendar.startOfDay(parseDate(of.from)!);
      const to = of.to === null ? Infinity : calendar.startOfDay(parseDate(of.to)! + 1);
      return visits.filter(({ event }) => event.t >= from && event.t < to);
    };
    const winsWithAmount = (...ranges: VelocityRange[]): typeof visits =>
      ranges.flatMap(inside).filter((visit) => visit.stage === 1 && amountOf(visit) !== null);
    const currencies = (...ranges: VelocityRange[]): Set<unknown> =>
      new Set(winsWithAmount(...ranges).map(currencyOf));

    const figuresOf = (of: VelocityRange, mixed: boolean): Figures => {
      const to = of.to === null ? Infinity : calendar.startOfDay(parseDate(of.to)! + 1);
      const standing = visits.filter(
        ({ stage, event, next }) => stage === 0 && event.t < to && !(next !== null && next.event.t < to),
      );
      const wins = inside(of).filter(({ stage }) => stage === 1);
      const losses = inside(of).filter(({ stage }) => stage === 2);
      const amounts = winsWithAmount(of).map((visit) => Number(amountOf(visit)));
      const rate = { k: wins.length, n: wins.length + losses.length };
      const mean = mixed ? NaN : meanOf(amounts);
      const cycle = meanOf(wins.map(({ lead, event }) => msBetween(lead.visits[0]!.event, event) / DAY_MS));
      const sum =
        wins.length === 0
          ? 0
          : mixed || amounts.length === 0
            ? NaN
            : amounts.reduce((all, one) => all + one, 0);
      // Without losses nobody knows how many of the open will win.
      const perDay =
        question.lost !== null && cycle > 0 ? (standing.length * (rate.k / rate.n) * mean) / cycle : NaN;
      const valued = mixed ? 0 : amounts.length;
      return { open: standing.length, rate, value: mean, valued, cycle, sum, perDay };
    };

    const mixed = currencies(...asked).size > 1;
    const current = figuresOf(range, mixed);
    const compared = before === null ? null : figuresOf(before, mixed);
    const ever = currencies({ from: null, to: null });
    return {
      ever: ever.size > 1 ? null : ([...ever][0] ?? null),
      periods: {
        current,
        compared,
        change: compared === null ? null : changeOf(compared, current),
        currency: mixed ? null : ([...currencies(...asked)][0] ?? null),
      },
      during: (of: VelocityRange): Figures => figuresOf(of, currencies({ from: null, to: null }).size > 1),
    };
  };

  const { periods, during, ever } = measure(leads);
  const end = dataEnd(table, seenEvents(table));
  const first = Math.min(...seenEvents(table).map(({ t }) => t));
  const usual = quantileOf(
    leads.flatMap(({ visits }) =>
      visits
        .filter(({ stage }) => stage === 1)
        .map(({ event }) => msBetween(visits[0]!.event, event) / DAY_MS),
    ),
    0.75,
  );
  const trended =
    trend === null || !(first <= end) ? null : calendar.periods(trend, table.weekStart, first, end);
  const width =
    trended === null
      ? 1
      : Math.min(trended.labels.length, Math.max(1, Math.ceil(usual / LENGTH[trend!]) || 1));
  return {
    ...periods,
    currency: periods.currency ?? (trend === null ? null : ever),
    width,
    trend: (trended?.labels ?? []).map((period, t, labels) => {
      const to = formatDate(nextPeriod(parseDate(period)!, trend!) - 1);
      // V3: as many periods as three of four wins take, as far as there are data.
      const begin = t - Math.max(1, Math.ceil(usual / LENGTH[trend!]) || 1) + 1;
      return {
        period,
        complete: trended!.starts[t + 1]! <= end + 1,
        ...during({ from: period, to }),
        rolling: during({ from: labels[Math.max(0, begin)]!, to }),
        young: begin < 0 || trended!.starts[begin]! < first + usual * DAY_MS,
      };
    }),
    groups:
      breakdown === null
        ? []
        : groupedBy(leads, await leadValue(table, breakdown.property), breakdown.top).map(
            ({ members, ...group }) => ({
              ...group,
              leads: members.length,
              ...measure(members).periods,
            }),
          ),
  };
}

/** V2 written out: every factor is changed after some of the others, in each of the 24 orders, and its part is the mean. */
function changeOf(from: Figures, to: Figures): object | null {
  const total = to.perDay - from.perDay;
  if (Number.isNaN(total)) return null;
  const factor = (of: Figures, name: (typeof FACTORS)[number]): number =>
    name === 'rate' ? of.rate.k / of.rate.n : name === 'cycle' ? 1 / of.cycle : of[name];
  const velocity = (changed: readonly string[]): number =>
    FACTORS.reduce((product, name) => product * factor(changed.includes(name) ? to : from, name), 1);
  const orders = ordersOf(FACTORS);
  const parts = FACTORS.map((name) => {
    const steps = orders.map((order) => {
      const at = order.indexOf(name);
      return velocity(order.slice(0, at + 1)) - velocity(order.slice(0, at));
    });
    return [name, meanOf(steps)] as const;
  });
  return { ...Object.fromEntries(parts), total };
}

function ordersOf<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) =>
    ordersOf(items.filter((one) => one !== item)).map((rest) => [item, ...rest]),
  );
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? NaN : values.reduce((sum, one) => sum + one, 0) / values.length;
}

async function columnOf(
  table: EventTable,
  { scope, name }: VelocityQuestion['value'],
): Promise<(visit: RefVisit & { readonly lead: RefLead }) => string | number | null> {
  const cell = await cellsOf(table, scope, name);
  return ({ lead, event }) => cell(scope === 'person' ? lead.person : event.row);
}
