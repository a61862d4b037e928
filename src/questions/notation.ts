/** A plain JSON value. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

/**
 * Writes a plain value with letters, digits and `- . _ ~ ! * ' ( )` only, which no address escapes (RFC 3986, unreserved and
 * the sub-delimiters that `encodeURIComponent` keeps): objects `(key~value~key~value)`, lists `(~value~value)`, text `'text` with
 * `_` for a space and `*hex*` for other characters, numbers as they are, `!t`, `!f`, `!n`.
 */
export function writeNotation(value: Plain): string {
  if (value === null) return '!n';
  if (typeof value === 'boolean') return value ? '!t' : '!f';
  if (typeof value === 'number') return String(value).replace('+', '');
  if (typeof value === 'string') return `'${escape(value)}`;
  if (isList(value)) return `(~${value.map(writeNotation).join('~')})`;
  const pairs = Object.entries(value).map(([key, part]) => `${escape(key)}~${writeNotation(part)}`);
  return `(${pairs.join('~')})`;
}

/** Reads `writeNotation`'s text; undefined when it isn't one. */
export function readNotation(text: string): Plain | undefined {
  const reader = new Reader(text);
  try {
    const value = reader.value(0);
    return reader.atEnd ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

function escape(text: string): string {
  return text
    .replace(/[^\p{L}\p{N}.\- ]/gu, (character) => `*${character.codePointAt(0)!.toString(16)}*`)
    .replaceAll(' ', '_');
}

function unescape(text: string): string {
  return text.replaceAll('_', ' ').replace(/\*([0-9a-f]{1,6})\*/g, (_, hex: string) => {
    const code = parseInt(hex, 16);
    if (code > 0x10ffff) throw new SyntaxError(hex);
    return String.fromCodePoint(code);
  });
}

/** Deeper nesting than any question has; a guard against texts made to overflow the stack. */
const DEEPEST = 64;

class Reader {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get atEnd(): boolean {
    return this.at === this.text.length;
  }

  value(depth: number): Plain {
    if (depth > DEEPEST) throw new SyntaxError('too deep');
    const next = this.text[this.at];
    if (next === '(') return this.group(depth);
    if (next === "'") {
      this.at++;
      return unescape(this.word());
    }
    const word = this.word();
    if (word === '!n') return null;
    if (word === '!t' || word === '!f') return word === '!t';
    if (!/^-?\d+(\.\d+)?(e-?\d+)?$/.test(word)) throw new SyntaxError(word);
    return Number(word);
  }

  private group(depth: number): Plain {
    this.at++;
    if (this.text[this.at] === '~') return this.list(depth);
    const object: Record<string, Plain> = Object.create(null) as Record<string, Plain>;
    while (!this.ended()) {
      const key = unescape(this.word());
      this.expect('~');
      object[key] = this.value(depth + 1);
    }
    return { ...object };
  }

  private list(depth: number): Plain {
    const items: Plain[] = [];
    this.at++;
    while (!this.ended()) items.push(this.value(depth + 1));
    return items;
  }

  /** Steps over `)` or, between parts, `~`; whether the group is over. */
  private ended(): boolean {
    const next = this.text[this.at];
    if (next === ')') {
      this.at++;
      return true;
    }
    if (next === undefined) throw new SyntaxError('unfinished');
    if (next === '~') this.at++;
    return false;
  }

  private word(): string {
    const from = this.at;
    while (this.at < this.text.length && !'~()'.includes(this.text[this.at]!)) this.at++;
    return this.text.slice(from, this.at);
  }

  private expect(character: string): void {
    if (this.text[this.at++] !== character) throw new SyntaxError(`${character} expected`);
  }
}
