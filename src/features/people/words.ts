import { DAY_MS, formatDate } from '../../base/calendar.ts';
import type { Format } from '../../i18n/format.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import type { PersonName, PropertyValue } from '../../protocol/requests.ts';
import type { FunnelPick, FunnelQuestion } from '../../questions/funnel.ts';
import { readsLikeMoney } from '../../domain/names.ts';
import { groupValuesText, type Unit } from '../question/words.ts';

/** A moment of the data. */
interface Moment {
  /** Instant, epoch ms; of a calendar date its first one in the workspace's zone. */
  readonly time: number;
  readonly dayOnly: boolean;
}

/** What somebody is called: their name, with the key beside it where others have the same; the key without one. */
export function personText({ key, name, shared }: PersonName): string {
  return name === null ? key : shared ? t('people.name.shared', { name, key }) : name;
}

/** What a lead is called: a person, or a value and whose it is, `Ada, D-1`; the value alone where it is one whoever did it. */
export function leadText(person: PersonName, held: string | null, unit: Unit): string {
  if (held === null) return personText(person);
  return unit.by === 'property' && unit.acrossPeople === true
    ? held
    : t('people.name.held', { name: personText(person), value: held });
}

/** The day of a moment: `18 May 2026`. */
export function dayText({ time }: Pick<Moment, 'time'>, format: Format): string {
  return Number.isFinite(time) ? format.date(time) : t('people.undated');
}

/** A moment in full: `18 May 2026, 15:53`, or its date alone. */
export function momentText(moment: Moment, format: Format): string {
  return moment.dayOnly || !Number.isFinite(moment.time)
    ? dayText(moment, format)
    : format.dateTime(moment.time);
}

/** A moment after another: its time alone when both are on the same day. */
export function followingText(moment: Moment, before: Moment | null, format: Format): string {
  if (moment.dayOnly || before === null || !Number.isFinite(moment.time)) return momentText(moment, format);
  return dayText(moment, format) === dayText(before, format)
    ? format.time(moment.time)
    : momentText(moment, format);
}

/** The value of a property as its kind is written. */
export function propertyText({ kind, precision, value }: PropertyValue, format: Format): string {
  if (typeof value === 'string') return value;
  if (kind !== 'date') return format.number(value);
  // T2: unlike an event's, a property's calendar date is kept as midnight in UTC.
  return precision === 'day'
    ? format.calendarDate(formatDate(Math.floor(value / DAY_MS)))
    : momentText({ time: value, dayOnly: false }, format);
}

/** The value of a property of people: an amount of money in the workspace's currency, else as its kind is written. */
export function factText(fact: PropertyValue, format: Format): string {
  return fact.kind === 'number' && typeof fact.value === 'number' && readsLikeMoney(fact.name)
    ? format.money(fact.value)
    : propertyText(fact, format);
}

/** How many of what is counted: `66 people`, `12 attempts`. */
function unitsText(count: number, unit: FunnelQuestion['unit']): string {
  switch (unit.by) {
    case 'person':
      return t('people.count', { count });
    case 'attempt':
      return t('people.units.attempt', { count });
    case 'property':
      return t('people.units.property', { count, property: unit.property });
  }
}

/** What a list holds: `66 people dropped at Checkout`. */
export function pickTitle(pick: FunnelPick, count: number, question: FunnelQuestion, step: string): string {
  const units = unitsText(count, question.unit);
  const last = pick.step === question.steps.length - 1;
  const segment =
    last && pick.segment !== 'open' && pick.segment !== 'dropped' && pick.segment !== 'excluded'
      ? 'converted'
      : pick.segment;
  return t(`people.title.${segment}`, { units, step });
}

/** Of whom a list is: its group and period, or all. */
export function pickSubtitle(pick: FunnelPick, question: FunnelQuestion, format: Format): string {
  const parts: string[] = [];
  const { group, period } = pick;
  if (group !== null)
    parts.push(
      group.kind === 'value'
        ? t('people.in.group', {
            property: question.breakdown?.properties.map(({ name }) => name).join(' · ') ?? '',
            value: groupValuesText(group.values),
          })
        : t(`people.in.${group.kind}`),
    );
  if (period !== null && question.trend !== null)
    parts.push(t(`people.in.period.${question.trend}`, { period: format.calendarDate(period.slice(0, 10)) }));
  return parts.length === 0 ? t('people.in.all') : parts.join(', ');
}
