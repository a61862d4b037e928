import { DAY_MS, formatDate, zoneCalendar, type CalendarDate } from '../../base/calendar.ts';
import type { Control } from '../../base/control.ts';
import type { StagesQuestion } from '../../questions/stages.ts';
import type {
  VelocityFigures,
  VelocityNote,
  VelocityQuestion,
  VelocityRange,
} from '../../questions/velocity.ts';
import { loadColumn } from '../filter.ts';
import { EventClock } from '../funnel/clock.ts';
import { rangeBounds } from '../funnel/plan.ts';
import { noteUnknown } from '../notes.ts';
import { positionsOf } from '../numbers.ts';
import { previousRange } from '../previous-range.ts';
import { findWays, type Ways } from '../stages/visits.ts';
import type { SubjectGroup } from '../survival/curves.ts';
import { groupsOf, valuesOf } from '../survival/groups.ts';
import type { EventTable } from '../table.ts';
import { winRate } from './win-rate.ts';

/** The leads of a question, and the periods it asks about. */
export interface VelocityAnalysis extends VelocityPeriods {
  readonly ways: Ways;
  /** The same by value of the breakdown, largest first. */
  readonly groups: readonly (VelocityPeriods & { readonly group: SubjectGroup })[];
  /** Amount of each visit that is a win; NaN: none. */
  readonly amounts: Float64Array;
  /**
   * The same for all periods of the data together, null where their currencies are mixed (M1), which it notes unless the dates asked about say so already; and
   * the currency; null: not told, or mixed.
   */
  readonly trendMoney: () => { readonly amounts: Float64Array | null; readonly currency: string | null };
  readonly notes: VelocityNote[];
}

/** The period asked about and the one it is compared with. */
export interface VelocityPeriods {
  readonly current: VelocityPeriod;
  readonly compared: VelocityPeriod | null;
  /** Currency of all their amounts; null: not told, or mixed. */
  readonly currency: string | null;
}

/** One period. */
interface VelocityPeriod extends PeriodVisits {
  readonly figures: VelocityFigures;
}

/** Visits of a period, by index. */
interface PeriodVisits {
  readonly range: VelocityRange;
  /** Open at its end. */
  readonly open: Uint32Array;
  readonly won: Uint32Array;
  readonly lost: Uint32Array;
}

/** What wins brought. */
interface Money {
  /** Of each visit; NaN: nothing. */
  readonly amounts: Float64Array;
  /** null: not asked. */
  readonly currency: ((visit: number) => string | null) | null;
}

/** Returns the question of stages whose leads and ways a question of velocity has. */
function stagesOf({ open, won, lost, unit, people }: VelocityQuestion): StagesQuestion {
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
  const undated = ways.undated.place.length;
  if (undated > 0) notes.push({ code: 'undated-leads', details: { leads: undated } });
  const before = compare === 'previous' ? previousRange(table, range) : compare;
  const breathe = async (): Promise<void> => {
    if (control.due()) await control.pause(0.85);
  };
  await breathe();
  const current = visitsOf(ways, range);
  await breathe();
  const compared = before === null ? null : visitsOf(ways, before);
  const money: Money = {
    amounts: await amountsOf(ways, question, notes),
    currency: await currencies(ways, question, notes),
  };
  const { amounts } = money;
  const known = currenciesOf(money, current, compared);
  if (known.size > 1) notes.push({ code: 'mixed-currencies', details: { currencies: orderedOf(known) } });
  const without = current.won.filter((visit) => Number.isNaN(amounts[visit]!)).length;
  if (without > 0) notes.push({ code: 'no-value', details: { leads: without } });
  await breathe();
  const whole = measured(ways, money, current, compared);
  await breathe();
  const groups: (VelocityPeriods & { group: SubjectGroup })[] = [];
  for (const { group, has } of await leadGroups(ways, question, notes, control)) {
    await breathe();
    const other = compared === null ? null : part(compared, has);
    groups.push({ group, ...measured(ways, money, part(current, has), other) });
  }
  return {
    ways,
    ...whole,
    groups,
    amounts,
    trendMoney: () => {
      const won = positionsOf(ways.visits.stage, ways.won);
      const all = currenciesOf(money, { ...current, won }, null);
      if (all.size > 1 && known.size <= 1)
        notes.push({ code: 'mixed-trend', details: { currencies: orderedOf(all) } });
      return { amounts: all.size > 1 ? null : amounts, currency: onlyOf(all) };
    },
    notes,
  };
}

/** Groups of the breakdown, with which visits are of each; none when not asked. */
async function leadGroups(
  { table, leads, visits }: Ways,
  { breakdown }: VelocityQuestion,
  notes: VelocityNote[],
  control: Control,
): Promise<{ group: SubjectGroup; has: (visit: number) => boolean }[]> {
  if (breakdown === null) return [];
  const { person, start } = leads;
  const values = await valuesOf({ table, notes }, breakdown.property, person, (lead) => start[lead]!);
  const groups = await groupsOf(values, person.length, breakdown.top, control);
  const groupOf = new Uint32Array(person.length);
  groups.forEach(({ members }, g) => members.forEach((lead) => (groupOf[lead] = g)));
  return groups.map((group, g) => ({ group, has: (visit) => groupOf[visits.lead[visit]!] === g }));
}

function part({ range, open, won, lost }: PeriodVisits, has: (visit: number) => boolean): PeriodVisits {
  return { range, open: open.filter(has), won: won.filter(has), lost: lost.filter(has) };
}

/** Returns the figures of two periods; amounts that are of several currencies aren't known (M1). */
function measured(
  ways: Ways,
  money: Money,
  current: PeriodVisits,
  compared: PeriodVisits | null,
): VelocityPeriods {
  const known = currenciesOf(money, current, compared);
  const amounts = known.size > 1 ? null : money.amounts;
  const measure = (found: PeriodVisits): VelocityPeriod => ({
    ...found,
    figures: figuresOf(ways, found, amounts),
  });
  return {
    current: measure(current),
    compared: compared === null ? null : measure(compared),
    currency: onlyOf(known),
  };
}

/** Ascending, none given last. */
const orderedOf = (known: ReadonlySet<string | null>): readonly (string | null)[] => [
  ...[...known].filter((one) => one !== null).sort(),
  ...(known.has(null) ? [null] : []),
];

const onlyOf = (known: ReadonlySet<string | null>): string | null =>
  known.size > 1 ? null : ([...known][0] ?? null);

/** Currencies of the wins that have an amount; none when not asked. */
function currenciesOf(
  { amounts, currency }: Money,
  current: PeriodVisits,
  compared: PeriodVisits | null,
): Set<string | null> {
  const known = new Set<string | null>();
  if (currency !== null)
    for (const won of [current.won, compared?.won ?? []])
      for (const visit of won) if (!Number.isNaN(amounts[visit]!)) known.add(currency(visit));
  return known;
}

/** Leads open at the end of a range, and wins and losses inside it (V1): one pass over the visits. */
function visitsOf({ table, visits, won: wins }: Ways, range: VelocityRange): PeriodVisits {
  const { from, to: end } = rangeBounds({ range: { ...range, by: 'entry' } }, table.zone);
  const { time } = table;
  const { stage, entered, to } = visits;
  const dateOf = (at: number): CalendarDate => formatDate(zoneCalendar(table.zone).dayOf(at));
  const open = new Uint32Array(stage.length);
  const won = new Uint32Array(stage.length);
  const lost = new Uint32Array(stage.length);
  let opens = 0;
  let wons = 0;
  let losts = 0;
  for (let visit = 0; visit < stage.length; visit++) {
    const at = time[entered[visit]!]!;
    if (at >= end) continue;
    if (stage[visit]! < wins) {
      if (to[visit]! < 0 || time[entered[visit + 1]!]! >= end) open[opens++] = visit;
    } else if (at >= from) {
      if (stage[visit] === wins) won[wons++] = visit;
      else lost[losts++] = visit;
    }
  }
  return {
    range: {
      from: range.from ?? (table.span && dateOf(table.span.from)),
      to: range.to ?? (table.span && dateOf(table.span.to)),
    },
    open: open.slice(0, opens),
    won: won.slice(0, wons),
    lost: lost.slice(0, losts),
  };
}

/** Returns the amount of each visit that is a win; NaN: none. */
async function amountsOf(
  { table, leads, visits, won }: Ways,
  { value }: VelocityQuestion,
  notes: VelocityNote[],
): Promise<Float64Array> {
  const amounts = new Float64Array(visits.stage.length).fill(NaN);
  const column = await loadColumn(table, value);
  if (column?.kind !== 'number') {
    noteUnknown(notes, value);
    return amounts;
  }
  const { values } = column;
  const ofEvent = value.scope === 'event';
  for (let visit = 0; visit < amounts.length; visit++)
    if (visits.stage[visit] === won)
      amounts[visit] = values[ofEvent ? visits.entered[visit]! : leads.person[visits.lead[visit]!]!]!;
  return amounts;
}

async function currencies(
  { table, leads, visits }: Ways,
  { currency }: VelocityQuestion,
  notes: VelocityNote[],
): Promise<Money['currency']> {
  if (currency === null) return null;
  const person = visits.lead.map((lead) => leads.person[lead]!);
  const { code, text } = await valuesOf(
    { table, notes },
    currency,
    person,
    (visit) => visits.entered[visit]!,
  );
  return (visit) => text(code(visit));
}

function figuresOf(
  { table, losable, leads, visits }: Ways,
  { range, open, won, lost }: PeriodVisits,
  amounts: Float64Array | null,
): VelocityFigures {
  const clock = new EventClock(table);
  let brought = 0;
  let valued = 0;
  let days = 0;
  for (let i = 0; i < won.length; i++) {
    const visit = won[i]!;
    days += clock.elapsed(leads.start[visits.lead[visit]!]!, visits.entered[visit]!) / DAY_MS;
    const amount = amounts === null ? NaN : amounts[visit]!;
    if (Number.isNaN(amount)) continue;
    brought += amount;
    valued++;
  }
  const value = brought / valued;
  const cycle = days / won.length;
  const rate = winRate(won.length, lost.length, losable);
  return {
    range,
    open: open.length,
    rate,
    value,
    valued,
    cycle,
    sum: won.length === 0 ? 0 : value * valued,
    perDay: cycle > 0 ? (open.length * rate.rate * value) / cycle : NaN,
  };
}
