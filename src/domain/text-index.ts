import type { Batch, TextBlock } from './columns.ts';

/** Strings joined into one piece before encoding; large enough to make the call cheap, small enough to stay in cache. */
const ENCODE_CHUNK = 1024;

/**
 * The texts of one dictionary, by their order of arrival: text → 0-based code. Existing entries come from
 * stored blocks (decoded when first needed), new ones are appended by `code`.
 */
export class TextIndex {
  /** Entries that came from the stored blocks. */
  readonly stored: number;
  private blocks: readonly TextBlock[];
  private readonly codes = new Map<string, number>();
  private readonly texts: string[] = [];
  private lastText: string | null = null;
  private lastCode = -1;

  constructor(blocks: readonly TextBlock[] = []) {
    this.blocks = blocks;
    this.stored = blocks.reduce((sum, block) => sum + block.count, 0);
  }

  /** Number of entries, stored and new. */
  get size(): number {
    return this.blocks.length > 0 ? this.stored : this.texts.length;
  }

  /** Returns the 0-based code of `text`, appending it when it is new. */
  code(text: string): number {
    if (text === this.lastText) return this.lastCode;
    if (this.blocks.length > 0) this.decode();
    let code = this.codes.get(text);
    if (code === undefined) {
      code = this.texts.length;
      const own = detached(text);
      this.codes.set(own, code);
      this.texts.push(own);
    }
    this.lastText = text;
    this.lastCode = code;
    return code;
  }

  /** Returns the 0-based code of `text`, or −1 when it is not in here. */
  find(text: string): number {
    if (this.blocks.length > 0) this.decode();
    return this.codes.get(text) ?? -1;
  }

  /** Returns the text of entry `code`; throws a RangeError when there is none. */
  text(code: number): string {
    if (this.blocks.length > 0) this.decode();
    const text = this.texts[code];
    if (text === undefined) throw new RangeError(`no text ${code} of ${this.texts.length}`);
    return text;
  }

  /** Returns entries `from` (0-based) to the end as one UTF-8 block; lone surrogates become U+FFFD. */
  blockFrom(from: number): TextBlock {
    if (from >= this.size) return { count: 0, offsets: new Uint32Array(1), bytes: new Uint8Array(0) };
    if (this.blocks.length > 0) this.decode();
    return encodeTexts(this.texts, from);
  }

  private decode(): void {
    const blocks = this.blocks;
    this.blocks = [];
    for (const block of blocks) {
      for (const text of decodeTexts(block)) {
        const code = this.texts.push(text) - 1;
        if (!this.codes.has(text)) this.codes.set(text, code);
      }
    }
  }
}

/** Returns the stored blocks of a dictionary in the order of their codes; empty when there is none yet. */
export type BlockSource = (dictionary: string) => readonly TextBlock[];

/** Dictionary of person keys. */
export const PERSON_DICTIONARY = 'person';
/** Dictionary of event names. */
export const EVENT_DICTIONARY = 'event';

/** Returns the dictionary key of an event's or a person's text property. */
export function propertyDictionary(scope: 'event' | 'person', property: string): string {
  return `${scope === 'event' ? 'e' : 'p'}:${property}`;
}

/** The dictionaries of a workspace while a run is being built: what is stored, extended by what the run adds. */
export class Dictionaries {
  private readonly source: BlockSource;
  private readonly indexes = new Map<string, TextIndex>();

  /** `source` is asked once per dictionary, when it is first used; without one every dictionary starts empty. */
  constructor(source: BlockSource = () => []) {
    this.source = source;
  }

  /** Returns the index of dictionary `key`: `person`, `event`, `e:<property>` or `p:<property>`. */
  index(key: string): TextIndex {
    let index = this.indexes.get(key);
    if (index === undefined) {
      index = new TextIndex(this.source(key));
      this.indexes.set(key, index);
    }
    return index;
  }

  /** Returns the entries that are not stored yet, per dictionary, as a batch carries them. */
  added(): Batch['added'] {
    const added: Batch['added'][number][] = [];
    for (const [dictionary, index] of this.indexes) {
      if (index.size > index.stored) {
        added.push({ dictionary, from: index.stored, block: index.blockFrom(index.stored) });
      }
    }
    return added;
  }
}

/** Returns `texts[from..]` as one UTF-8 block; lone surrogates become U+FFFD. */
export function encodeTexts(texts: readonly string[], from = 0): TextBlock {
  const count = Math.max(0, texts.length - from);
  const encoder = new TextEncoder();
  const offsets = new Uint32Array(count + 1);
  let bytes = new Uint8Array(Math.max(64, count * 12));
  let end = 0;
  for (let start = 0; start < count; start += ENCODE_CHUNK) {
    const chunk = texts.slice(from + start, from + Math.min(count, start + ENCODE_CHUNK));
    const joined = chunk.join('');
    if (bytes.length - end < joined.length * 3) {
      const larger = new Uint8Array(Math.max(bytes.length * 2, end + joined.length * 3));
      larger.set(bytes.subarray(0, end));
      bytes = larger;
    }
    const { written } = encoder.encodeInto(joined, bytes.subarray(end));
    // One byte per code unit: every character is ASCII and the lengths are the offsets.
    const ascii = written === joined.length;
    for (let i = 0; i < chunk.length; i++) {
      const text = chunk[i] ?? '';
      end += ascii ? text.length : encoder.encodeInto(text, bytes.subarray(end)).written;
      offsets[start + i + 1] = end;
    }
  }
  return { count, offsets, bytes: bytes.slice(0, end) };
}

/** Returns the texts of a block in order. */
export function decodeTexts(block: TextBlock): string[] {
  const { count, offsets, bytes } = block;
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const texts: string[] = [];
  for (let start = 0; start < count; start += ENCODE_CHUNK) {
    const stop = Math.min(count, start + ENCODE_CHUNK);
    const base = offsets[start] ?? 0;
    const end = offsets[stop] ?? 0;
    const joined = decoder.decode(bytes.subarray(base, end));
    const ascii = joined.length === end - base;
    for (let i = start; i < stop; i++) {
      const a = offsets[i] ?? 0;
      const b = offsets[i + 1] ?? 0;
      texts.push(ascii ? joined.slice(a - base, b - base) : decoder.decode(bytes.subarray(a, b)));
    }
  }
  return texts;
}

/**
 * A cell cut out of a file's text keeps the whole text alive in engines that share the parent's characters;
 * a key that stays in memory must own its own. Short cuts are copied anyway.
 */
function detached(text: string): string {
  return text.length < 13 ? text : `\0${text}`.slice(1);
}
