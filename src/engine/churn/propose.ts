import type { Control } from '../../base/control.ts';
import { DAY_MS, type PeriodUnit } from '../../base/calendar.ts';
import { words } from '../../domain/names.ts';
import { defaultChurn } from '../../questions/churn-form.ts';
import type { ChurnQuestion, ChurnRule, TenureUnit } from '../../questions/churn.ts';
import { everything, type Condition, type PropertyRef } from '../../questions/filter.ts';
import type { Column, EventTable } from '../table.ts';

/** Events that say by their name that somebody went. */
const ENDS =
  /\bchurn|\bunsubscri|\bcancell?(ed|ation)?\b|\bterminat|\bdeactivat|\b(account|contract|subscription|plan|membership)\b.*\b(clos|delet|end|expir|stop)|\b(account|client|customer|member|subscriber)\b.*\blost\b|\blost\b.*\b(account|client|customer|member|subscriber)\b/;
/** What is cancelled or lost without anybody going. */
const NOT = /\b(order|cart|checkout|payment|booking|meeting|appointment|request|not|password|viewed|visit)\b/;
/** Events with which one becomes a customer, or becomes one again: the plainest that there are. */
const BEGINS = [
  /\b(re)?subscribed\b|\bsubscription\b.*\b(start|creat|activ)|\bbecame\b.*\bcustomer\b/,
  /\b(re)?activated\b/,
];
/** Number properties that say how long somebody has been there, and text ones that say whether they went. */
const TENURE =
  /\btenure\b|\b(months?|days?|weeks?|years?)\b.*\b(active|customer|member|stay|service)|\blifetime\b|\bduration\b|\bcustomer age\b/;
const LEFT = /\bchurn|\bleft\b|\bexit(ed)?\b|\battrition\b|\bcancel|\bgone\b/;
const YES: ReadonlySet<string> = new Set([
  'yes',
  'y',
  'true',
  '1',
  'churned',
  'left',
  'exited',
  'cancelled',
  'gone',
]);
const REASON = /\breason\b|\bwhy\b/;
const UNITS: readonly (readonly [RegExp, TenureUnit])[] = [
  [/\bdays?\b/, 'day'],
  [/\bweeks?\b/, 'week'],
  [/\byears?\b/, 'year'],
];
/** Most values of a property that answers yes or no, the missing one not counted. */
const FEW = 4;

/** People of whom one must have come back, of how many, for a silence to say anything. */
const SOME = 20;

type Data = Pick<
  EventTable,
  | 'names'
  | 'name'
  | 'time'
  | 'offsets'
  | 'span'
  | 'personCount'
  | 'personProperties'
  | 'eventProperties'
  | 'personColumn'
>;

/** What imports say of a pipeline: its stages, those at which a lead is won or lost among them, and those at which it is won. */
export interface Pipeline {
  readonly stages: readonly string[];
  readonly won: readonly string[];
}

/**
 * Returns who leaves, to begin with (S1): gone with an event that reads like the end of something; else by a tenure and a yes or no of people; else, where
 * one in twenty comes back on a later day, silent for longer than most gaps (the length proposed when it is asked). Stages of a pipeline say nothing
 * of it: a lost lead was no customer yet. null where nothing says that somebody could leave.
 */
export async function proposeChurn(
  table: Data,
  { stages, won }: Pipeline,
  control: Control,
): Promise<ChurnQuestion | null> {
  const reason = reasonOf(table);
  const { happened, returned, active } = await lookAt(table, stages, control);
  const others = happened.filter((name) => !stages.includes(name));
  const ends = others.filter((name) => ENDS.test(words(name)) && !NOT.test(words(name)));
  const period = periodFor(table.span);
  if (ends.length > 0) {
    const plain = BEGINS.map((begin) =>
      others.filter((name) => begin.test(words(name)) && !ends.includes(name)),
    );
    const begins = [...plain, happened.filter((name) => won.includes(name))].find(({ length }) => length > 0);
    return {
      ...defaultChurn({ by: 'event', event: { events: ends, where: everything } }),
      start: { events: begins ?? [], where: everything },
      period,
      reason,
    };
  }
  const rule = await ruleOfPeople(table);
  if (rule !== null) return { ...defaultChurn(rule), reason: reason?.scope === 'person' ? reason : null };
  if (returned === 0 || returned * SOME < active) return null;
  const life = { events: others.length < happened.length ? others : [], where: everything };
  return {
    ...defaultChurn({ by: 'silence', after: null, share: 0.9 }),
    start: life,
    activity: life,
    period,
    reason: null,
  };
}

/**
 * Returns the names of the events that there are (an undone import leaves names without any), and how many people did something dated that is no
 * stage, and did so again a day or more later.
 */
async function lookAt(
  { names, name, time, offsets, personCount }: Data,
  stages: readonly string[],
  control: Control,
): Promise<{ readonly happened: string[]; readonly active: number; readonly returned: number }> {
  const staged = Uint8Array.from({ length: names.size }, (_, code) =>
    Number(stages.includes(names.text(code))),
  );
  const seen = new Uint8Array(names.size);
  let active = 0;
  let returned = 0;
  for (let person = 0; person < personCount; person++) {
    if ((person & 0x3fff) === 0 && control.due()) await control.pause(0.9 * (person / personCount));
    let first = NaN;
    let last = NaN;
    for (let row = offsets[person]!; row < offsets[person + 1]!; row++) {
      const code = name[row]!;
      seen[code] = 1;
      const t = time[row]!;
      if (staged[code] === 1 || Number.isNaN(t)) continue;
      if (Number.isNaN(first)) first = t;
      last = t;
    }
    if (!Number.isNaN(first)) active++;
    if (last - first >= DAY_MS) returned++;
  }
  const happened = Array.from(seen.keys())
    .filter((code) => seen[code] === 1)
    .map((code) => names.text(code));
  return { happened, active, returned };
}

/** A period of which there are enough to see a course, and not more than can be read. */
function periodFor(span: Data['span']): PeriodUnit {
  const days = span === null ? 0 : (span.to - span.from) / DAY_MS;
  return days > 1100 ? 'quarter' : days > 200 ? 'month' : days > 35 ? 'week' : 'day';
}

function reasonOf({ eventProperties, personProperties }: Data): PropertyRef | null {
  const named = (infos: Data['eventProperties']): string | undefined =>
    infos.find(({ name, kind }) => kind === 'text' && REASON.test(words(name)))?.name;
  const [event, person] = [named(eventProperties), named(personProperties)];
  if (event !== undefined) return { scope: 'event', name: event };
  return person === undefined ? null : { scope: 'person', name: person };
}

async function ruleOfPeople(table: Data): Promise<ChurnRule | null> {
  const tenure = table.personProperties.find(
    ({ name, kind }) => kind === 'number' && TENURE.test(words(name)),
  )?.name;
  if (tenure === undefined) return null;
  for (const { name } of table.personProperties.filter(({ name }) => LEFT.test(words(name)))) {
    const column = await table.personColumn(name);
    const churned = column && yesOf(column, name, table.personCount);
    if (churned) return { by: 'people', tenure, unit: unitOf(tenure), churned };
  }
  return null;
}

/** The condition that a property says yes; null when it is no question of yes or no. */
function yesOf(column: Column, name: string, people: number): Condition | null {
  const is = (value: string | number): Condition => ({
    kind: 'is',
    property: { scope: 'person', name },
    op: 'equals',
    value,
  });
  if (column.kind === 'number') {
    let yes = false;
    for (const value of column.values) {
      if (!Number.isNaN(value) && value !== 0 && value !== 1) return null;
      yes ||= value === 1;
    }
    return yes ? is(1) : null;
  }
  if (column.kind !== 'text') return null;
  const codes = new Set<number>();
  for (let person = 0; person < people && codes.size <= FEW; person++) {
    const code = column.codes[person] ?? 0;
    if (code !== 0) codes.add(code);
  }
  if (codes.size > FEW) return null;
  const texts = Array.from(codes, (code) => column.dictionary.text(code - 1));
  const yes = texts.find((text) => YES.has(text.trim().toLowerCase()));
  return yes === undefined ? null : is(yes);
}

function unitOf(name: string): TenureUnit {
  return UNITS.find(([pattern]) => pattern.test(words(name)))?.[1] ?? 'month';
}
