import type { AppError } from '../base/error.ts';
import { en } from './en/index.ts';
import { bytes } from './format.ts';
import {
  language,
  pieces,
  sentence,
  write,
  type Args,
  type HolesOf,
  type Piece,
  type Translation,
} from './message.ts';

export type Source = typeof en;
/** Name of a message, such as `common.cancel`. */
export type MessageKey = keyof Source;
/**
 * What a translation of the whole app supplies: `export default { … } satisfies Catalogue`.
 * @public
 */
export type Catalogue = Translation<Source>;
/** Names of a message's holes. */
export type MessageHoles<Key extends MessageKey> = HolesOf<Source[Key]>;
/** Keys of messages that need nothing filled in; what a registry of screens or commands may name. */
export type PlainKey = { [Key in MessageKey]: [MessageHoles<Key>] extends [never] ? Key : never }[MessageKey];

/** Translations besides the English source, each a chunk of its own that is loaded when it is chosen. */
const translations: Readonly<Record<string, () => Promise<{ readonly default: Catalogue }>>> = {};

/** Languages of the interface that can be chosen. */
export const languages: readonly string[] = ['en', ...Object.keys(translations)];

let current = $state.raw(language('en', en));

/** Returns the language that messages are written in, as a BCP 47 tag; reactive. */
export function currentLanguage(): string {
  return current.locale;
}

/**
 * Writes every message in `locale` from now on, without a reload. Loads its chunk first; a language that there is no
 * translation for is English.
 * @public
 */
export async function setLanguage(locale: string): Promise<void> {
  const load = translations[locale];
  current = load ? language(locale, (await load()).default) : language('en', en);
}

/** Returns the message `key` with its holes filled: `t('common.rows', { count: 3 })`. Reactive to the language. */
export function t<Key extends MessageKey>(key: Key, ...args: Args<Source[Key]>): string {
  return write(current, key, args[0]);
}

/** Returns the message cut at its holes, for sentences that have controls in them; see `ui/Message.svelte`. */
export function messagePieces(key: MessageKey, count?: number): Piece[] {
  return pieces(sentence(current, key, count));
}

/** Returns what a number put into a message looks like. */
export function messageNumber(value: number): string {
  return current.number.format(value);
}

/** Details that are sizes in bytes. */
const SIZES: ReadonlySet<string> = new Set(['usage', 'quota']);

/** Returns the sentence of an expected failure: what failed, where, and what to do. */
export function describeError({ code, details }: AppError): string {
  const values = Object.entries(details).map(([name, value]) => [
    name,
    SIZES.has(name) && typeof value === 'number'
      ? bytes(value, current.locale)
      : code === 'question-invalid' && name === 'where'
        ? questionPart(String(value))
        : value,
  ]);
  return write(current, `error.${code}`, Object.fromEntries(values) as Record<string, string | number>);
}

/** Returns what the part of a question at a path such as `range.from` is called, and what it has to be; the path itself when it is no such part. '': the question as a whole. */
export function questionPart(path: string): string {
  const key = `question.part.${path.split('.')[0]!}`;
  if (path === '') return write(current, 'question.part');
  return Object.hasOwn(en, key) ? write(current, key) : path;
}
