import { expect, test } from 'vitest';
import { dataOf, joinPieces, pieceOf, SEGMENT_ROWS, segmentCount } from '../../../src/storage/segments.ts';

test('a column cut into pieces joins to itself', () => {
  for (const rows of [0, 1, SEGMENT_ROWS - 1, SEGMENT_ROWS, SEGMENT_ROWS + 1, SEGMENT_ROWS * 2 + 7]) {
    const column = Float64Array.from({ length: rows }, (_, i) => i / 2);
    const pieces = Array.from({ length: segmentCount(rows) }, (_, index) => pieceOf(column, index));
    expect(pieces.every(({ buffer, length }) => buffer.byteLength === length * 8)).toBe(true);
    expect(joinPieces(pieces, rows, Float64Array, 'x').every((value, i) => value === i / 2)).toBe(true);
    expect(joinPieces(pieces, rows, Float64Array, 'x').length).toBe(rows);
  }
});

test('missing, surplus and foreign pieces are damage', () => {
  const piece = new Uint32Array(5);
  expect(() => joinPieces([piece], 6, Uint32Array, 'x')).toThrow('5 of 6');
  expect(() => joinPieces([], 1, Uint32Array, 'x')).toThrow('0 of 1');
  expect(() => joinPieces([piece, piece], 9, Uint32Array, 'x')).toThrow('another run');
  expect(() => joinPieces([new Float64Array(5)], 5, Uint32Array, 'x')).toThrow('another run');
});

test('an array is data only of its own kind', () => {
  const values = Float64Array.of(1);
  expect(dataOf({ name: 'a', kind: 'date', precision: 'day' }, values)).toEqual({
    kind: 'date',
    values,
    precision: 'day',
  });
  expect(() => dataOf({ name: 'a', kind: 'text' }, values)).toThrow('kind text');
  expect(() => dataOf({ name: 'a', kind: 'number' }, Uint32Array.of(1))).toThrow('kind number');
});
