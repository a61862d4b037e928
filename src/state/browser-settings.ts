import type { WorkspaceSettings } from '../domain/workspace.ts';

/** Regions that share a currency, so that a new workspace starts with a likely one. Source: ISO 4217 and UN M49 members. */
const CURRENCIES: Readonly<Record<string, string>> = {
  USD: 'US PR EC SV',
  GBP: 'GB',
  CHF: 'CH LI',
  SEK: 'SE',
  NOK: 'NO',
  DKK: 'DK',
  PLN: 'PL',
  CZK: 'CZ',
  HUF: 'HU',
  RON: 'RO',
  JPY: 'JP',
  CNY: 'CN',
  INR: 'IN',
  AUD: 'AU',
  NZD: 'NZ',
  CAD: 'CA',
  BRL: 'BR',
  MXN: 'MX',
  ZAR: 'ZA',
  KES: 'KE',
  TRY: 'TR',
  UAH: 'UA',
  KRW: 'KR',
  SGD: 'SG',
};

/** Returns the settings a new workspace starts with: the browser's language, zone and week, and the region's currency (EUR where unknown). */
export function browserSettings(name: string): WorkspaceSettings {
  const locale = new Intl.Locale(navigator.language);
  return {
    name,
    locale: navigator.language,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    currency: currencyOf(locale.maximize().region ?? ''),
    weekStart: firstDay(locale) === 7 ? 7 : 1,
  };
}

function currencyOf(region: string): string {
  return Object.entries(CURRENCIES).find(([, regions]) => regions.split(' ').includes(region))?.[0] ?? 'EUR';
}

/** The week's first day as the locale has it, 1 = Monday; the proposal is a getter in some browsers and a method in others. */
function firstDay(locale: Intl.Locale): number {
  const { getWeekInfo, weekInfo } = locale as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return (getWeekInfo?.call(locale) ?? weekInfo)?.firstDay ?? 1;
}

/** Returns a name for a workspace made from a file: its name without the ending, dashes and the like as blanks. */
export function nameFromFile(file: string): string {
  const bare = file
    .replace(/\.[^.]+$/, '')
    .replaceAll(/[_\-.]+/g, ' ')
    .trim();
  return bare === '' ? file : bare.charAt(0).toLocaleUpperCase() + bare.slice(1);
}
