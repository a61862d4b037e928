import type { Control } from '../../base/control.ts';
import { DAY_MS, formatDate, nextPeriod, parseDate, zoneCalendar } from '../../base/calendar.ts';
import { ranked, readsLikeCurrency, worthRank } from '../../domain/names.ts';
import type { PropertyRef } from '../../questions/filter.ts';
import type { StagesQuestion } from '../../questions/stages.ts';
import { defaultVelocity, openBy } from '../../questions/velocity-form.ts';
import type { VelocityQuestion, VelocityRange } from '../../questions/velocity.ts';
import { eventFlags } from '../event-flags.ts';
import { loadColumn } from '../filter.ts';
import type { EventTable } from '../table.ts';

/** Data that begin so long after a period did still count as covering it. */
const LATE = 7 * DAY_MS;

/**
 * Returns the velocity to begin with: of the leads of a question of stages, by the likeliest number of the winning events, else of the
 * people; over the last complete quarter, in short data the last complete month, beside the one before. null where nothing says what a win is worth.
 */
export async function proposeVelocity(
  table: EventTable,
  { stages, won, lost, unit }: StagesQuestion,
  control: Control,
): Promise<VelocityQuestion | null> {
  const value = await worthOf(table, won, control);
  if (value === null) return null;
  const range = lastPeriod(table);
  return {
    ...defaultVelocity(openBy(stages), won, lost, value),
    unit,
    currency: currencyOf(table, value),
    range: range ?? { from: null, to: null },
    compare: range === null ? null : 'previous',
  };
}

/** M1: a property that names currencies, so that no two of them are added; one that stands where the amount does, if there is one. */
function currencyOf(table: EventTable, { scope: own }: PropertyRef): PropertyRef | null {
  for (const scope of own === 'event' ? (['event', 'person'] as const) : (['person', 'event'] as const)) {
    const infos = scope === 'event' ? table.eventProperties : table.personProperties;
    const named = infos.find(({ name, kind }) => kind === 'text' && readsLikeCurrency(name));
    if (named !== undefined) return { scope, name: named.name };
  }
  return null;
}

async function worthOf(
  table: EventTable,
  won: StagesQuestion['won'],
  control: Control,
): Promise<PropertyRef | null> {
  const numbers = (scope: PropertyRef['scope']): PropertyRef[] =>
    (scope === 'event' ? table.eventProperties : table.personProperties)
      .filter(({ kind }) => kind === 'number')
      .map(({ name }) => ({ scope, name }));
  const candidates = [...numbers('event'), ...numbers('person')];
  for (const candidate of ranked(candidates, ({ name }) => worthRank(name)))
    if (await isKnown(table, won, candidate, control)) return candidate;
  return null;
}

/** Whether some winning event, or who did it, has the number. */
async function isKnown(
  table: EventTable,
  won: StagesQuestion['won'],
  property: PropertyRef,
  control: Control,
): Promise<boolean> {
  const column = await loadColumn(table, property);
  if (column?.kind !== 'number') return false;
  const { byName, of } = await eventFlags(table, [won]);
  for (let person = 0; person < table.personCount; person++) {
    if ((person & 1023) === 0 && control.due()) await control.pause(0.9);
    for (let row = table.offsets[person]!; row < table.offsets[person + 1]!; row++)
      if (
        (of === null ? byName[table.name[row]!]! : of(row, person)) === 1 &&
        !Number.isNaN(column.values[property.scope === 'event' ? row : person]!)
      )
        return true;
  }
  return false;
}

/** The last quarter, else month, that the data cover together with the one before; null in shorter data. */
function lastPeriod({ span, zone, weekStart }: EventTable): VelocityRange | null {
  if (span === null) return null;
  for (const unit of ['quarter', 'month'] as const) {
    const { labels, starts } = zoneCalendar(zone).periods(unit, weekStart, span.from, span.to);
    const last = labels.findLastIndex((_, period) => starts[period + 1]! <= span.to + 1);
    const from = labels[last];
    if (from !== undefined && last > 0 && span.from <= starts[last - 1]! + LATE)
      return { from, to: formatDate(nextPeriod(parseDate(from)!, unit) - 1) };
  }
  return null;
}
