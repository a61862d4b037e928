import { foldHeader } from './headers.ts';
import type { MappedStage, RecognisedColumn, StageType } from './types.ts';

/** Words for who a row is about; before `id`, `key`, `number`. */
const PERSON =
  'user|customer|client|person|people|lead|contact|member|visitor|subscriber|deal|opportunity|mql|record|distinct|profile|buyer|player|patient|student|learner|prospect|kunden?|asiakas|amplitude|pseudo|anonymous';
const personId = new RegExp(
  `^(?:.*\\b)?(?:${PERSON})(?: (?:pseudo|system|record|unique|external))? ?(?:id|key|uuid|guid|number|no|nr|code|identifier)$|^distinct id$|^(?:${PERSON})$|^customerid$|^userid$`,
);
const narrowId =
  /\b(?:session|visit|cart|order|transaction|invoice|payment|device|request|hit|pageview|insert|event|message)\b/;
const anyId = /(?:^|\b)(?:id|key|uuid|guid)$/;
const email = /\be ?mail\b/;

/**
 * Returns how well a column would serve as the key of people (0: not at all), from its header, kind, blanks and
 * whether its values differ. A user stands above an e-mail, above any other id, above a session or an order.
 */
export function keyScore(column: RecognisedColumn, rows: number, wantUnique: boolean): number {
  if (column.kind === 'date' || column.kind === 'empty') return 0;
  if (column.kind === 'number' && column.range !== null && !Number.isInteger(column.range.min)) return 0;
  const name = foldHeader(column.header);
  let score = 0;
  if (narrowId.test(name) && (anyId.test(name) || column.identifier)) score = 30;
  else if (personId.test(name)) score = 100;
  else if (email.test(name)) score = 80;
  else if (/^id$|^key$|^uuid$/.test(name)) score = 70;
  else if (anyId.test(name)) score = 40;
  else if (/\bname\b/.test(name) && column.kind === 'text') score = 15;
  else if (column.identifier) score = 20;
  else if (
    column.index === 0 &&
    column.unique &&
    (column.kind === 'text' || /^(?:no|nr|number|#)$/.test(name))
  )
    score = 12;
  if (score === 0) return 0;
  if (column.filled < rows * 0.5) score *= 0.3;
  else if (column.filled < rows * 0.98) score *= 0.8;
  if (wantUnique) score *= isNearlyUnique(column) ? 1.3 : 0.5;
  if (column.distinct <= 1 && rows > 1) score *= 0.1;
  return score + (column.index === 0 ? 2 : 0);
}

/** Share of repeats that a key may have by mistake; such rows are refused by name. */
const REPEATS = 0.02;

/** Returns whether a column's values differ, but for a few that repeat by mistake. */
export function isNearlyUnique({ unique, distinct, distinctExact, filled }: RecognisedColumn): boolean {
  return unique || (distinctExact && filled >= 20 && filled - distinct <= filled * REPEATS);
}

/** Returns how well a column would serve as the name of what happened. */
export function eventNameScore(column: RecognisedColumn, rows: number): number {
  if (column.kind !== 'text' || column.filled < rows * 0.9) return 0;
  if (column.distinct > 2000 || (column.unique && rows > 20) || (column.identifier && column.unique))
    return 0;
  const name = foldHeader(column.header);
  if (/^(?:event|event name|event type|event action|event title)$/.test(name)) return 100;
  if (
    /^(?:action|activity|activity type|activity name|action name|interaction|touchpoint|to stage|stage name|tapahtuma|ereignis)$/.test(
      name,
    )
  )
    return 80;
  if (/^(?:step|stage|page|page name|page title|screen|screen name|funnel step)$/.test(name)) return 60;
  if (/^(?:type|verb|page path|path|url|page url|milestone)$/.test(name)) return 40;
  return 0;
}

const timeName =
  /^(?:timestamp|event time|event timestamp|event date|time|datetime|date time|ts|occurred at|occurred|happened at)$/;
const dateName =
  /^(?:date|day|created|created at|created date|created \(utc\)|order date|purchase date|when|datum|pvm|fecha)$/;

/** Returns whether a header is what event logs call the time of an event. */
export function isTimeName(header: string): boolean {
  const name = foldHeader(header);
  return timeName.test(name) || dateName.test(name);
}

/** Returns how well a date column would serve as the time of an event. */
export function timeScore(column: RecognisedColumn, rows: number): number {
  if (column.kind !== 'date' || column.filled === 0) return 0;
  const name = foldHeader(column.header);
  let score = 50;
  if (timeName.test(name)) score = 100;
  else if (dateName.test(name)) score = 80;
  else if (sideDate.test(name)) score = 20;
  if (column.reading.kind === 'date' && column.reading.precision === 'instant') score += 5;
  return score * (column.filled / rows);
}

/** Returns how well a column would serve as the stage a lead is in. */
export function stageScore(column: RecognisedColumn, rows: number): number {
  if (column.kind !== 'text' || column.distinct < 2 || column.distinct > 60 || !column.distinctExact)
    return 0;
  if (column.unique || column.filled < rows * 0.5) return 0;
  const name = foldHeader(column.header);
  const telling =
    column.values.some(({ text }) => stageType(text) === 'won') &&
    column.values.some(({ text }) => stageType(text) === 'lost');
  if (/\bstage$/.test(name) || /^(?:stage|dealstage|stage name|pipeline stage|funnel stage)\b/.test(name))
    return 100;
  if (/\bphase$/.test(name)) return 80;
  if (/^(?:deal|lead|opportunity|order|subscription)? ?status$/.test(name)) return telling ? 90 : 60;
  return telling && column.distinct <= 20 ? 50 : 0;
}

/** Dates about a record rather than about a step of its way. */
const sideDate =
  /\b(?:modif\w*|update[ds]?|activity|last|next|expected|expires?|expiry|due|birth\w*|dob|period|renewal|renews|send|deadline|follow up)\b/;
const createdDate =
  /\b(?:creat\w*|opened|open|added|signup|sign up|signed up|registered|registration|joined|received|inquiry|enquiry|entered|start(?:ed)?|since|first)\b/;
const closedDate = /\b(?:clos\w*|ended|end|finish\w*|resolved|completed)\b/;

/** Returns what kind of date a lead's column is. */
export function dateRole(column: RecognisedColumn): 'created' | 'closed' | 'since' | 'side' | 'step' {
  const name = foldHeader(column.header);
  if (
    /\b(?:last stage change|entered current stage|stage change|current stage since|stage entered|stage since)\b/.test(
      name,
    )
  )
    return 'since';
  if (sideDate.test(name)) return 'side';
  if (closedDate.test(name)) return 'closed';
  if (createdDate.test(name)) return 'created';
  return 'step';
}

/** Names of columns that say what something is worth. */
export const moneyName =
  /\b(?:amount|value|revenue|total|price|mrr|arr|sales|spend|spent|gmv|ltv|turnover|summa|betrag|umsatz|montant|importe)\b/;

/** Returns whether a column holds what something is worth. */
export function isValue(column: RecognisedColumn): boolean {
  return column.kind === 'number' && !column.binary && moneyName.test(foldHeader(column.header));
}

const aboutPerson =
  /^(?:(?:first|last|full|given|family|sur|customer|client|user|contact|person|lead|company|account|billing|shipping|distinct) ?)?name$|\be ?mail\b|\bphone\b|^company$|^gender$|^sex$|^age$|^birth ?(?:day|date)$/;

/** Returns whether a column of an event log says something about the person rather than about what happened. */
export function isAboutPerson(column: RecognisedColumn): boolean {
  return aboutPerson.test(foldHeader(column.header));
}

/** Returns whether a column names a narrower unit inside a person's history, such as a session or a cart. */
export function isNarrowUnit(column: RecognisedColumn): boolean {
  const name = foldHeader(column.header);
  return (
    column.kind !== 'date' &&
    column.kind !== 'empty' &&
    narrowId.test(name) &&
    !column.unique &&
    (anyId.test(name) || name === 'session')
  );
}

const LOST =
  /\b(?:lost|verloren|perdu|perdid[ao]|hävitty|dead|disqualified|unqualified|rejected|declined|abandoned|junk|churned|cancell?ed|expired|closed ?lost|no decision)\b/i;
const WON =
  /\b(?:won|gewonnen|gagn[ée]|ganad[ao]|voitettu|customer|converted|successful|signed|purchased|paid|closed ?won|evangelist)\b/i;

/** Returns the canonical type of a stage from its name. */
export function stageType(stage: string): StageType {
  const name = foldHeader(stage);
  if (LOST.test(name)) return 'lost';
  return WON.test(name) ? 'won' : 'open';
}

const RANKS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:visit\w*|subscriber|suspect)\b/, 5],
  [/\b(?:new|open|prospect\w*|lead|inquiry|enquiry|created|untouched|backlog)\b/, 10],
  [/\b(?:attempt\w*|contact\w*|connect\w*|reached|working)\b/, 20],
  [/\b(?:mql|marketing qualified\w*)\b/, 25],
  [/\b(?:engag\w*|qualif\w*|sal|appointment|scheduled|meeting|discovery|needs)\b/, 30],
  [/\b(?:sql|sales qualified\w*|opportunity)\b/, 35],
  [/\b(?:demo\w*|present\w*|trial|test\w*|poc|pilot|evaluat\w*|value|decision maker\w*)\b/, 50],
  [/\b(?:propos\w*|quot\w*|offer\w*|price|angebot)\b/, 60],
  [/\b(?:negotiat\w*|review|verbal|commit\w*|contract\w*|legal|decision|verhandlung)\b/, 70],
  [/\b(?:hold|parked|stalled|paused|nurtur\w*)\b/, 80],
];

/**
 * Returns stages in the order a sale usually takes: open ones by the words they use (unknown words between the
 * known ones), then won, then lost; equals by falling count.
 */
export function orderStages(
  values: readonly { readonly text: string; readonly count: number }[],
): MappedStage[] {
  const rank = (name: string): number => RANKS.find(([words]) => words.test(foldHeader(name)))?.[1] ?? 45;
  const last = { open: 0, won: 1000, lost: 2000 };
  return values
    .map(({ text, count }) => ({ name: text, type: stageType(text), count }))
    .sort(
      (a, b) =>
        last[a.type] - last[b.type] ||
        (a.type === 'open' ? rank(a.name) - rank(b.name) : 0) ||
        b.count - a.count,
    )
    .map(({ name, type }) => ({ name, type }));
}

const ENTERED = /^(?:date (?:entered|exited)|became an? |time entered|entered(?: on)?|date of|date)\s+/i;
const DATE_TAIL = /\s+(?:date ?time|date|datum|day|time|timestamp|at|on|dt|\((?:utc|gmt)\))$/i;

/** Returns the name of what a date column dates: `first_contact_date` is "First contact"; empty when the header says nothing else. */
export function nameFromHeader(header: string): string {
  const quoted = /^date entered ["“](.+?)(?: \([^()]*\))?["”]$/i.exec(header.trim());
  if (quoted !== null) return quoted[1]!;
  let name = header
    .replace(/[_\s]+/g, ' ')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/^(?:deal|lead|opportunity) - /i, '')
    .trim();
  name = name.replace(ENTERED, '');
  for (let before = ''; before !== name;) {
    before = name;
    name = name.replace(DATE_TAIL, '');
  }
  if (/^(?:date|datum|day|time|timestamp|datetime|ts|pvm|fecha)?$/i.test(name)) return '';
  return capitalised(name);
}

/** Returns the name of what a file lists: `payment_page_table.csv` is "Payment page". */
export function nameFromFile(file: string): string {
  const stem = file.replace(/\.[^.]*$/, '').replace(/\.(?:comma|semicolon|tab)$/i, '');
  const words = stem
    .replace(/[_\s.-]+/g, ' ')
    .replace(/\b(?:table|export|data|list|csv|report)\b/gi, '')
    .replace(/\b\d{4,}\b/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return capitalised(words === '' ? stem : words);
}

function capitalised(text: string): string {
  const lower = /\p{Lu}/u.test(text.slice(1)) ? text : text.toLowerCase();
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}

/** Returns the stage whose name a date header starts with (`engage_date` and Engaging), when there is just one. */
export function stageOfHeader(header: string, stages: readonly MappedStage[]): MappedStage | null {
  const words = foldHeader(nameFromHeader(header))
    .split(' ')
    .filter((word) => word.length >= 3);
  const fitting = stages.filter(({ name }) => {
    const folded = foldHeader(name).split(' ');
    return words.some((word) => folded.some((part) => sameStem(word, part)));
  });
  return fitting.length === 1 ? fitting[0]! : null;
}

function sameStem(a: string, b: string): boolean {
  if (a === b) return true;
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  return n >= 4 && n >= Math.min(a.length, b.length) * 0.75;
}
