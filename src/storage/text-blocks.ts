import type { TextBlock } from '../domain/columns.ts';

/** Texts in one stored piece of a dictionary. */
export const BLOCK_TEXTS = 65_536;

/** Returns entries `from` to `to` (exclusive) of a block as a block in arrays of its own. */
export function sliceBlock(block: TextBlock, from: number, to: number): TextBlock {
  const start = block.offsets[from] ?? 0;
  const offsets = block.offsets.slice(from, to + 1).map((offset) => offset - start);
  return { count: to - from, offsets, bytes: block.bytes.slice(start, block.offsets[to] ?? start) };
}

/** Returns a block cut into pieces of at most `BLOCK_TEXTS` entries, with the position of each. */
export function* piecesOfBlock(block: TextBlock): Generator<{ at: number; piece: TextBlock }> {
  for (let at = 0; at < block.count; at += BLOCK_TEXTS) {
    yield { at, piece: sliceBlock(block, at, Math.min(block.count, at + BLOCK_TEXTS)) };
  }
}

/** Returns how many entries are empty. Only blanking makes an empty entry, so these are the blanks. */
export function countBlanks(block: TextBlock): number {
  let blanks = 0;
  for (let i = 0; i < block.count; i++) if (block.offsets[i] === block.offsets[i + 1]) blanks++;
  return blanks;
}

/**
 * Returns the block with every entry emptied for which `keep` is false; the others keep place and text. The bytes of
 * emptied entries are gone. Returns the block itself when nothing changes.
 */
export function blankUnused(block: TextBlock, keep: (entry: number) => boolean): TextBlock {
  const offsets = new Uint32Array(block.count + 1);
  const kept: Uint8Array[] = [];
  let end = 0;
  for (let i = 0; i < block.count; i++) {
    const from = block.offsets[i] ?? 0;
    const to = block.offsets[i + 1] ?? from;
    if (keep(i) && to > from) {
      kept.push(block.bytes.subarray(from, to));
      end += to - from;
    }
    offsets[i + 1] = end;
  }
  if (end === block.bytes.length) return block;
  const bytes = new Uint8Array(end);
  let at = 0;
  for (const text of kept) {
    bytes.set(text, at);
    at += text.length;
  }
  return { count: block.count, offsets, bytes };
}
