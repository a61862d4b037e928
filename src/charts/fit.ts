/** Width of a text in px. */
export type Measure = (text: string) => number;

const ELLIPSIS = '…';

/** The text, or as much of its beginning as fits with an ellipsis. At least one character stays. */
export function shorten(text: string, width: number, measure: Measure): string {
  if (measure(text) <= width) return text;
  const letters = Array.from(text);
  let low = 1;
  let high = letters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(letters.slice(0, middle).join('').trimEnd() + ELLIPSIS) <= width) low = middle;
    else high = middle - 1;
  }
  return letters.slice(0, low).join('').trimEnd() + ELLIPSIS;
}

/**
 * A name on at most `most` lines, broken between words; what does not fit is shortened on the last line.
 * @returns one line or more, never an empty list
 */
export function wrap(text: string, width: number, most: number, measure: Measure): readonly string[] {
  const words = text.split(/\s+/u).filter((word) => word !== '');
  const lines: string[] = [];
  let line = '';
  for (const [index, word] of words.entries()) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || measure(longer) <= width) {
      line = longer;
      continue;
    }
    if (lines.length === most - 1) {
      lines.push(shorten([line, ...words.slice(index)].join(' '), width, measure));
      return lines;
    }
    lines.push(shorten(line, width, measure));
    line = word;
  }
  lines.push(shorten(line, width, measure));
  return lines;
}

/** A name whole, on as many lines as it takes: broken between words, and within a word that is wider than a line. */
export function wrapWhole(text: string, width: number, measure: Measure): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const add = (piece: string, gap: string): void => {
    if (line !== '' && measure(line + gap + piece) > width) {
      lines.push(line);
      line = piece;
    } else line += (line === '' ? '' : gap) + piece;
  };
  for (const word of text.split(/\s+/u).filter((each) => each !== '')) {
    if (measure(word) <= width) add(word, ' ');
    else for (const [index, letter] of Array.from(word).entries()) add(letter, index === 0 ? ' ' : '');
  }
  return [...lines, line];
}

/** A measure for pure code and tests: every character is as wide as the average letter of a sans-serif face. */
export const average =
  (size: number): Measure =>
  (text) =>
    Array.from(text).length * size * 0.56;
