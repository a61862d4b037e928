import type { ColumnInfo } from '../domain/columns.ts';
import { ranked, readsLikeCurrency, readsLikeRecurring, worthRank } from '../domain/names.ts';
import type { Column, EventTable } from '../engine/table.ts';
import type { PersonName } from '../protocol/requests.ts';
import type { PropertyRef } from '../questions/filter.ts';

/** Headers under which exports keep what a person is called, best first (compared folded, letters only). */
const NAME_HEADERS = [
  'name',
  'fullname',
  'displayname',
  'contactname',
  'leadname',
  'customername',
  'dealname',
  'opportunityname',
  'account',
  'accountname',
  'company',
  'companyname',
  'email',
  'emailaddress',
  'mail',
  'title',
];
/** Headers worth showing beside a name where there is no amount, best first. */
const DETAIL_HEADERS = [
  'owner',
  'dealowner',
  'salesagent',
  'channel',
  'source',
  'origin',
  'device',
  'plan',
  'country',
  'region',
];

/** Returns the person property that names people, or undefined when no header says so. */
function namingProperty(table: EventTable): ColumnInfo | undefined {
  return firstOf(
    table.personProperties.filter((info) => info.kind === 'text'),
    NAME_HEADERS,
  );
}

/** Returns what people are called, by code. */
export async function naming(table: EventTable): Promise<(person: number) => PersonName> {
  const info = namingProperty(table);
  const column = info && (await table.personColumn(info.name));
  const unnamed = (person: number): PersonName => ({
    key: table.people.text(person),
    name: null,
    shared: false,
  });
  if (column?.kind !== 'text') return unnamed;
  const { codes, dictionary } = column;
  const bearers = new Uint32Array(dictionary.size + 1);
  for (const code of codes) bearers[code]!++;
  return (person) => {
    const code = codes[person] ?? 0;
    if (code === 0) return unnamed(person);
    return { key: table.people.text(person), name: dictionary.text(code - 1), shared: bearers[code]! > 1 };
  };
}

/** Returns the person property most worth showing beside a name: money first, then owner, channel and the like. */
export function detailProperty(table: EventTable): ColumnInfo | undefined {
  return worthOf(table.personProperties) ?? firstOf(table.personProperties, DETAIL_HEADERS);
}

/** Where the data keep amounts. */
export interface MoneyProperties {
  readonly scope: PropertyRef['scope'];
  readonly amount: string;
  /** Property that names their currency; null when none does. */
  readonly currency: string | null;
  /** Whether the amount is paid again and again (`mrr`, `subscription price`), so that what events say of it doesn't add up. */
  readonly rate: boolean;
}

/** Returns the number property that says what somebody is worth: a person's own, or one of events. undefined when no header says so. */
export function moneyProperties({
  personProperties,
  eventProperties,
}: EventTable): MoneyProperties | undefined {
  for (const [scope, infos] of [
    ['person', personProperties],
    ['event', eventProperties],
  ] as const) {
    const found = worthOf(infos);
    if (found === undefined) continue;
    const currency = infos.find(({ name, kind }) => kind === 'text' && readsLikeCurrency(name))?.name ?? null;
    return { scope, amount: found.name, currency, rate: readsLikeRecurring(found.name) };
  }
  return undefined;
}

/** The number that is likeliest to say what somebody is worth. */
function worthOf(infos: readonly ColumnInfo[]): ColumnInfo | undefined {
  return ranked(
    infos.filter(({ kind }) => kind === 'number'),
    ({ name }) => worthRank(name),
  )[0];
}

function firstOf(infos: readonly ColumnInfo[], headers: readonly string[]): ColumnInfo | undefined {
  const byHeader = new Map(infos.map((info) => [folded(info.name), info]));
  for (const header of headers) {
    const info = byHeader.get(folded(header));
    if (info !== undefined) return info;
  }
  return undefined;
}

function folded(header: string): string {
  return header.toLowerCase().replaceAll(/[^\p{L}]/gu, '');
}

/** Returns cell `row` as text or number (dates as stored ms), null when missing. */
export function cell(column: Column, row: number): string | number | null {
  if (column.kind === 'text') {
    const code = column.codes[row] ?? 0;
    return code === 0 ? null : column.dictionary.text(code - 1);
  }
  const value = column.values[row];
  return value === undefined || Number.isNaN(value) ? null : value;
}

/** Returns cell `row` as text, null when missing. */
export function textAt(column: Column, row: number): string | null {
  const value = cell(column, row);
  return value === null ? null : String(value);
}
