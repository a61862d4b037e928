import { describe, expect, test } from 'vitest';
import { decodeTexts, encodeTexts } from '../../../src/domain/text-index.ts';
import {
  BLOCK_TEXTS,
  blankUnused,
  countBlanks,
  piecesOfBlock,
  sliceBlock,
} from '../../../src/storage/text-blocks.ts';

const words = ['ann', 'Söhne', '', '漢字', 'b'];
const block = encodeTexts(words);

describe('slices', () => {
  test('keep the texts between the bounds and nothing else', () => {
    const middle = sliceBlock(block, 1, 4);
    expect(decodeTexts(middle)).toEqual(['Söhne', '', '漢字']);
    expect(middle.bytes.length).toBe(12); // UTF-8: 6 + 0 + 6
    expect(middle.bytes.buffer.byteLength).toBe(12);
    expect([...middle.offsets]).toEqual([0, 6, 6, 12]);
    expect(sliceBlock(block, 2, 2)).toMatchObject({ count: 0 });
  });

  test('pieces of a long block join to the block', () => {
    const texts = Array.from({ length: BLOCK_TEXTS * 2 + 3 }, (_, i) => `t${i}`);
    const pieces = [...piecesOfBlock(encodeTexts(texts))];
    expect(pieces.map(({ at, piece }) => [at, piece.count])).toEqual([
      [0, BLOCK_TEXTS],
      [BLOCK_TEXTS, BLOCK_TEXTS],
      [BLOCK_TEXTS * 2, 3],
    ]);
    expect(pieces.flatMap(({ piece }) => decodeTexts(piece))).toEqual(texts);
    expect([...piecesOfBlock(encodeTexts([]))]).toEqual([]);
  });
});

describe('blanking', () => {
  test('empties what is not kept, in place, and drops its bytes', () => {
    const blanked = blankUnused(block, (entry) => entry === 1 || entry === 4);
    expect(decodeTexts(blanked)).toEqual(['', 'Söhne', '', '', 'b']);
    expect(blanked.bytes.length).toBe(7);
    expect(countBlanks(blanked)).toBe(3);
    expect(countBlanks(block)).toBe(1);
  });

  test('is the same when done twice, and nothing when all is kept', () => {
    const keep = (entry: number): boolean => entry > 2;
    const once = blankUnused(block, keep);
    expect(blankUnused(once, keep)).toEqual(once);
    expect(blankUnused(block, () => true)).toBe(block);
  });
});
