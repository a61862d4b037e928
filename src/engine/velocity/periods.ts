import { DAY_MS, formatDate, zoneCalendar } from '../../base/calendar.ts';
import type { Control } from '../../base/control.ts';
import type { StagesQuestion } from '../../questions/stages.ts';
import type {
  VelocityFigures,
  VelocityNote,
  VelocityQuestion,
  VelocityRange,
} from '../../questions/velocity.ts';
import { loadColumn } from '../filter.ts';
import { eventClock } from '../funnel/clock.ts';
import { rangeBounds } from '../funnel/plan.ts';
import { numbersOf, positions } from '../numbers.ts';
import { previousRange } from '../previous-range.ts';
import { findWays, type Ways } from '../stages/visits.ts';
import { wilson } from '../statistics/wilson.ts';
import { valuesOf } from '../survival/groups.ts';
import type { EventTable } from '../table.ts';

/** The leads of a question, and the periods it asks about. */
export interface VelocityAnalysis {
  readonly ways: Ways;
  readonly current: VelocityPeriod;
  readonly compared: VelocityPeriod | null;
  /** Amount of a win; NaN: none. */
  readonly amount: (visit: number) => number;
  /** The same for all periods of the data together: NaN throughout where their currencies are mixed (M1). */
  readonly trendAmount: () => Promise<(visit: number) => number>;
  /** Currency of all amounts; null: not told, or mixed. */
  readonly currency: string | null;
  readonly notes: VelocityNote[];
}

/** Visits that make up the figures of one period, by index. */
export interface VelocityPeriod {
  readonly figures: VelocityFigures;
  /** Open at its end. */
  readonly open: Uint32Array;
  readonly won: Uint32Array;
  readonly lost: Uint32Array;
}

/** Returns the question of stages whose leads and ways a question of velocity has. */
export function stagesOf({ open, won, lost, unit, people }: VelocityQuestion): StagesQuestion {
  const range = { from: null, to: null };
  return {
    kind: 'stages',
    version: 1,
    stages: [{ ...open, label: '' }],
    won,
    lost,
    unit,
    people,
    range,
    group: null,
    top: 1,
    usual: 1,
    handOver: null,
    compare: null,
  };
}

/** Runs a question of velocity. */
export async function analyseVelocity(
  table: EventTable,
  question: VelocityQuestion,
  control: Control,
): Promise<VelocityAnalysis> {
  const { compare, range } = question;
  const ways = await findWays(table, stagesOf(question), control);
  const notes: VelocityNote[] = [...ways.notes];
  const before = compare === 'previous' ? previousRange(table, range) : compare;
  const current = visitsOf(ways, range);
  const compared = before === null ? null : visitsOf(ways, before);
  const amount = await amounts(ways, question, notes);
  const valued = [...current.won, ...(compared?.won ?? [])].filter((visit) => !Number.isNaN(amount(visit)));
  const currencies = await currenciesOf(ways, question, notes, Uint32Array.from(valued));
  const mixed = currencies.size > 1;
  if (mixed)
    notes.push({
      code: 'mixed-currencies',
      details: {
        currencies: [...currencies]
          .map((one) => one ?? '')
          .sort()
          .join(', '),
      },
    });
  const figures = (found: ReturnType<typeof visitsOf>): VelocityPeriod => ({
    ...found,
    figures: figuresOf(ways, found, mixed ? () => NaN : amount),
  });
  const without = current.won.filter((visit) => Number.isNaN(amount(visit))).length;
  if (without > 0) notes.push({ code: 'no-value', details: { leads: without } });
  return {
    ways,
    current: figures(current),
    compared: compared === null ? null : figures(compared),
    amount,
    trendAmount: async () => {
      const wins = positions(ways.visits.stage.length, (visit) => ways.visits.stage[visit] === ways.won);
      const priced = wins.filter((visit) => !Number.isNaN(amount(visit)));
      return (await currenciesOf(ways, question, [], priced)).size > 1 ? () => NaN : amount;
    },
    currency: mixed ? null : ([...currencies][0] ?? null),
    notes,
  };
}

/** Leads open at the end of a range, and wins and losses inside it (V1). */
function visitsOf(
  { table, visits, won }: Ways,
  range: VelocityRange,
): Omit<VelocityPeriod, 'figures'> & { range: VelocityRange } {
  const { from, to } = rangeBounds({ range: { ...range, by: 'entry' } }, table.zone);
  const { time } = table;
  const { stage, entered } = visits;
  const last = table.span === null ? null : formatDate(zoneCalendar(table.zone).dayOf(table.span.to));
  const chosen = (is: (visit: number, at: number) => boolean): Uint32Array =>
    positions(stage.length, (visit) => is(visit, time[entered[visit]!]!));
  return {
    range: { from: range.from, to: range.to ?? last },
    open: chosen(
      (visit, at) =>
        stage[visit]! < won && at < to && (visits.to[visit]! < 0 || time[entered[visit + 1]!]! >= to),
    ),
    won: chosen((visit, at) => stage[visit] === won && at >= from && at < to),
    lost: chosen((visit, at) => stage[visit]! > won && at >= from && at < to),
  };
}

async function amounts(
  { table, leads, visits }: Ways,
  { value }: VelocityQuestion,
  notes: VelocityNote[],
): Promise<(visit: number) => number> {
  const column = await loadColumn(table, value);
  if (column?.kind !== 'number') {
    notes.push({ code: 'unknown-property', details: { name: value.name, scope: value.scope } });
    return () => NaN;
  }
  const { values } = column;
  return value.scope === 'event'
    ? (visit) => values[visits.entered[visit]!]!
    : (visit) => values[leads.person[visits.lead[visit]!]!]!;
}

/** Currencies of the wins that have an amount; none when the question names no property. */
async function currenciesOf(
  { table, leads, visits }: Ways,
  { currency }: VelocityQuestion,
  notes: VelocityNote[],
  wins: Uint32Array,
): Promise<Set<string | null>> {
  if (currency === null) return new Set();
  const person = wins.map((visit) => leads.person[visits.lead[visit]!]!);
  const { code, text } = await valuesOf({ table, notes }, currency, person, (i) => visits.entered[wins[i]!]!);
  const codes = new Set<number>();
  for (let i = 0; i < wins.length; i++) codes.add(code(i));
  return new Set([...codes].map(text));
}

function figuresOf(
  { table, leads, visits }: Ways,
  { range, open, won, lost }: ReturnType<typeof visitsOf>,
  amount: (visit: number) => number,
): VelocityFigures {
  const clock = eventClock(table);
  const value = mean(numbersOf(won, amount).filter((one) => !Number.isNaN(one)));
  const cycle = mean(
    numbersOf(
      won,
      (visit) => clock.elapsed(leads.start[visits.lead[visit]!]!, visits.entered[visit]!) / DAY_MS,
    ),
  );
  const rate = wilson(won.length, won.length + lost.length);
  return {
    range,
    open: open.length,
    rate,
    value,
    cycle,
    perDay: cycle > 0 ? (open.length * rate.rate * value) / cycle : NaN,
  };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}
