import type { TextBlock } from '../domain/columns.ts';
import type { Dictionary } from './table.ts';

/**
 * Returns the dictionary that the blocks make up, in their order. Texts are decoded when first asked for;
 * the first `find` decodes them all.
 */
export function dictionaryOf(blocks: readonly TextBlock[]): Dictionary {
  const decoder = new TextDecoder();
  let size = 0;
  const ends = blocks.map((block) => (size += block.count));
  const texts: (string | undefined)[] = [];
  let index: Map<string, number> | undefined;

  const text = (k: number): string => {
    let known = texts[k];
    if (known === undefined) {
      if (!(k >= 0 && k < size)) throw new RangeError(`dictionary of ${size} texts has no entry ${k}`);
      let b = 0;
      while (k >= ends[b]!) b++;
      const block = blocks[b]!;
      const i = k - (ends[b]! - block.count);
      known = decoder.decode(block.bytes.subarray(block.offsets[i], block.offsets[i + 1]));
      texts[k] = known;
    }
    return known;
  };
  return {
    size,
    text,
    find(wanted) {
      if (index === undefined) {
        index = new Map();
        for (let k = 0; k < size; k++) index.set(text(k), k);
      }
      return index.get(wanted) ?? -1;
    },
  };
}

/** Returns a dictionary of texts at hand. */
export function dictionaryFrom(texts: readonly string[]): Dictionary {
  const index = new Map(texts.map((text, k) => [text, k]));
  return {
    size: texts.length,
    text(k) {
      const text = texts[k];
      if (text === undefined) throw new RangeError(`dictionary of ${texts.length} texts has no entry ${k}`);
      return text;
    },
    find: (text) => index.get(text) ?? -1,
  };
}
