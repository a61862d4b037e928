import { AppFailure } from '../base/error.ts';
import type { ByteSource, Encoding } from './types.ts';

/** Bytes looked at to tell encodings apart before the whole file is tried. */
export const HEAD_BYTES = 262_144;

/** Encoding concluded from the first bytes; `mark`: its byte order mark stands there. */
export interface EncodingGuess {
  readonly encoding: Encoding;
  readonly mark: boolean;
  readonly by: 'mark' | 'nulls' | 'default';
  /** First line (1-based) that is not UTF-8, where that was found by reading; absent otherwise. */
  readonly notUtf8?: number;
}

/**
 * Returns the encoding the first bytes of a file speak for: a byte order mark, else the pattern of zero bytes
 * that UTF-16 and UTF-32 leave in western text, else UTF-8 (to be confirmed by decoding the whole file).
 */
export function guessEncoding(head: Uint8Array): EncodingGuess {
  const [a, b, c, d] = head;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return { encoding: 'utf-32le', mark: true, by: 'mark' };
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return { encoding: 'utf-32be', mark: true, by: 'mark' };
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', mark: true, by: 'mark' };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', mark: true, by: 'mark' };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', mark: true, by: 'mark' };
  const zeros = [0, 0, 0, 0];
  const length = Math.min(head.length, 4096) & ~3;
  for (let i = 0; i < length; i++) if (head[i] === 0) zeros[i & 3]!++;
  const quarter = length / 4;
  const many = zeros.map((n) => n > quarter * 0.3);
  if (many[1] && many[2] && many[3] && !many[0]) return { encoding: 'utf-32le', mark: false, by: 'nulls' };
  if (many[0] && many[1] && many[2] && !many[3]) return { encoding: 'utf-32be', mark: false, by: 'nulls' };
  if (many[1] && many[3] && !many[0] && !many[2]) return { encoding: 'utf-16le', mark: false, by: 'nulls' };
  if (many[0] && many[2] && !many[1] && !many[3]) return { encoding: 'utf-16be', mark: false, by: 'nulls' };
  return { encoding: 'utf-8', mark: false, by: 'default' };
}

/** Thrown by `decode` when `fatal` is asked for and the bytes are not of that encoding; `line`: the first such, 1-based. */
export class NotThisEncoding extends Error {
  readonly line: number;
  constructor(line: number) {
    super(`line ${line}`);
    this.line = line;
  }
}

/** Bytes without a line end that are held while the first wrong line is looked for. */
const LONG_LINE = 4_194_304;

/** A piece of a file's text, with the bytes read so far. */
export interface TextChunk {
  readonly text: string;
  readonly bytes: number;
}

/** Text is handed on in pieces of at least this many characters, so that the cost per piece doesn't matter. */
const MIN_CHARS = 393_216;

/**
 * Yields the text of `source` without its byte order mark; a character cut by the edge of two chunks arrives whole.
 * `fatal`: throws `NotThisEncoding` at the first bytes that are none of the encoding, instead of U+FFFD.
 * Throws `AppFailure('file-unreadable')` when the bytes can't be read (a file moved or changed since it was picked).
 */
export async function* decode(
  source: ByteSource,
  encoding: Encoding,
  fatal: boolean,
): AsyncGenerator<TextChunk, void, undefined> {
  const decoder = makeDecoder(encoding, fatal);
  let bytes = 0;
  let text = '';
  const reader = openStream(source);
  try {
    for (;;) {
      const { done, value } = await readFrom(reader, source.name);
      if (done) break;
      bytes += value.byteLength;
      text += decoder.decode(value, { stream: true });
      if (text.length >= MIN_CHARS) {
        yield { text, bytes };
        text = '';
      }
    }
    text += decoder.decode(new Uint8Array(0), { stream: false });
    if (text !== '') yield { text, bytes };
  } catch (thrown) {
    if (fatal && thrown instanceof TypeError)
      throw new NotThisEncoding(await firstWrongLine(source, encoding));
    throw thrown;
  } finally {
    // A consumer that stops early (or fails) must not keep the file open.
    await reader.cancel().catch(() => undefined);
  }
}

/** Returns the first `HEAD_BYTES` of `source` (fewer when it is shorter). */
export async function readHead(source: ByteSource): Promise<Uint8Array> {
  const reader = openStream(source);
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    while (length < HEAD_BYTES) {
      const { done, value } = await readFrom(reader, source.name);
      if (done) break;
      parts.push(value);
      length += value.byteLength;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  const head = new Uint8Array(Math.min(length, HEAD_BYTES));
  let at = 0;
  for (const part of parts) {
    const room = head.length - at;
    head.set(part.byteLength > room ? part.subarray(0, room) : part, at);
    at += Math.min(part.byteLength, room);
  }
  return head;
}

/** Returns the text of `head` as far as it goes; a character cut at its end is left out. */
export function decodeHead(head: Uint8Array, encoding: Encoding): string {
  return makeDecoder(encoding, false).decode(head, { stream: true });
}

interface StreamDecoder {
  decode(bytes: Uint8Array, options: { stream: boolean }): string;
}

function makeDecoder(encoding: Encoding, fatal: boolean): StreamDecoder {
  if (encoding === 'utf-32le') return new Utf32Decoder(true);
  if (encoding === 'utf-32be') return new Utf32Decoder(false);
  return new TextDecoder(encoding, { fatal });
}

/** Reads `source` again, line by line, up to the first one (1-based) that is not of an encoding made of bytes. */
async function firstWrongLine(source: ByteSource, encoding: Encoding): Promise<number> {
  const reader = openStream(source);
  let line = 1;
  let carry = new Uint8Array(0);
  try {
    while (carry.length < LONG_LINE) {
      const { done, value } = await readFrom(reader, source.name);
      const bytes = new Uint8Array(carry.length + (done ? 0 : value.length));
      bytes.set(carry);
      if (!done) bytes.set(value, carry.length);
      let from = 0;
      for (let i = 0; i < bytes.length; i++) {
        // A CR at the end of a piece may have its LF in the next.
        const ends = bytes[i] === 10 || (bytes[i] === 13 && i + 1 < bytes.length && bytes[i + 1] !== 10);
        if (!ends) continue;
        if (!isValid(bytes.subarray(from, i), encoding)) return line;
        line++;
        from = i + 1;
      }
      if (done) break;
      carry = bytes.slice(from);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  return line;
}

function isValid(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    makeDecoder(encoding, true).decode(bytes, { stream: false });
    return true;
  } catch {
    return false;
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

function openStream(source: ByteSource): Reader {
  try {
    return source.stream().getReader();
  } catch (thrown) {
    throw unreadable(source.name, thrown);
  }
}

async function readFrom(reader: Reader, file: string): Promise<ReadableStreamReadResult<Uint8Array>> {
  try {
    return await reader.read();
  } catch (thrown) {
    throw unreadable(file, thrown);
  }
}

function unreadable(file: string, thrown: unknown): AppFailure {
  if (thrown instanceof AppFailure) return thrown;
  return new AppFailure('file-unreadable', {
    file,
    message: thrown instanceof Error ? thrown.message : String(thrown),
  });
}

/** UTF-32 is no encoding of the platform's decoder. Code points out of range become U+FFFD. */
class Utf32Decoder implements StreamDecoder {
  private readonly little: boolean;
  private rest = new Uint8Array(0);
  private first = true;

  constructor(little: boolean) {
    this.little = little;
  }

  decode(bytes: Uint8Array, { stream }: { stream: boolean }): string {
    const all = new Uint8Array(this.rest.length + bytes.length);
    all.set(this.rest);
    all.set(bytes, this.rest.length);
    const whole = all.length & ~3;
    this.rest = all.slice(whole);
    const view = new DataView(all.buffer, 0, whole);
    let text = '';
    for (let i = 0; i < whole; i += 4) {
      const point = view.getUint32(i, this.little);
      const mark = this.first && point === 0xfeff;
      this.first = false;
      if (!mark) text += point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
    }
    return !stream && this.rest.length > 0 ? `${text}\ufffd` : text;
  }
}
