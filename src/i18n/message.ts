/**
 * Messages that the compiler checks. A message is a sentence with holes in braces, `'{done} of {all} rows'`, or, when
 * its wording depends on a number, one sentence per plural category; the number is then the hole `count`.
 */
export type Message = string | Plural;

/** One sentence per category that the language has; `other` is always among them. */
type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** Messages by key; a key starts with the area it belongs to: `funnel.table.dropped`. */
export type Messages = Readonly<Record<string, Message>>;

/** The messages of one area, so that a key can't stray from its file. */
export type Area<Name extends string> = Readonly<Record<`${Name}.${string}`, Message>>;

/** Names of the holes in a sentence. */
type Holes<Text extends string> = Text extends `${string}{${infer Hole}}${infer Rest}`
  ? Hole | Holes<Rest>
  : never;

type TextOf<M extends Message> = M extends string ? M : M[keyof M] & string;

/** Names of the holes of a message; a plural always has `count`. */
export type HolesOf<M extends Message> = Holes<TextOf<M>> | (M extends string ? never : 'count');

/** What fills the holes: numbers are written in the reader's locale, text as it is. `count` of a plural is a number. */
export type Values<M extends Message> = {
  readonly [Hole in HolesOf<M>]: M extends string
    ? string | number
    : Hole extends 'count'
      ? number
      : string | number;
};

/** Arguments after the key: none for a message without holes. */
export type Args<M extends Message> = [HolesOf<M>] extends [never] ? [] : [values: Values<M>];

type Union<U> = (U extends unknown ? (u: U) => void : never) extends (i: infer I) => void ? I : never;
type WithHoles<M extends string> = [Holes<M>] extends [never]
  ? string
  : Union<
      Holes<M> extends infer Hole extends string
        ? Hole extends unknown
          ? `${string}{${Hole}}${string}`
          : never
        : never
    >;

/**
 * What a translation of `Source` has to supply: every key, with every hole of the source sentence. A translation says
 * `satisfies Translation<typeof en>`; a test compares its plural categories with those of its language.
 */
export type Translation<Source extends Messages> = {
  readonly [Key in keyof Source]: Source[Key] extends string ? WithHoles<Source[Key]> : Plural;
};

/** A piece of a sentence: literal text, or the name of a hole that something else is put into. */
export type Piece = { readonly text: string } | { readonly hole: string };

/** What is needed to write messages in one language. */
export interface Language {
  readonly locale: string;
  readonly messages: Messages;
  readonly plural: Intl.PluralRules;
  readonly number: Intl.NumberFormat;
}

/** Returns `messages` together with the rules and the number format of `locale` (BCP 47). */
export function language(locale: string, messages: Messages): Language {
  let number: Intl.NumberFormat | undefined;
  return {
    locale,
    messages,
    plural: new Intl.PluralRules(locale),
    // The first number format of a page costs more than all that follow, and the start of the app writes no number.
    get number() {
      return (number ??= new Intl.NumberFormat(locale));
    },
  };
}

/** Returns the sentence of `key`, chosen by `count` where it is a plural, its holes not yet filled. An unknown key throws. */
export function sentence({ messages, plural }: Language, key: string, count?: unknown): string {
  const message = messages[key];
  if (message === undefined) throw new Error(`There is no message ${key}`);
  if (typeof message === 'string') return message;
  if (typeof count !== 'number') throw new Error(`The message ${key} needs a count`);
  return message[plural.select(count)] ?? message.other;
}

/** Returns the sentence of `key` with its holes filled; a hole without a value stays visible. */
export function write(
  lang: Language,
  key: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return sentence(lang, key, values['count']).replaceAll(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[name];
    if (value === undefined) return hole;
    return typeof value === 'number' ? lang.number.format(value) : value;
  });
}

/** Returns `text` cut at its holes, in the order of the sentence. */
export function pieces(text: string): Piece[] {
  return text
    .split(/(\{\w+\})/)
    .filter((part) => part !== '')
    .map((part) => (/^\{\w+\}$/.test(part) ? { hole: part.slice(1, -1) } : { text: part }));
}
