import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodeRecord,
  encodeRecord,
  readUint32,
  sha256,
  TableHash,
  uint32,
} from '../../../src/storage/backup-format.ts';
import { ByteQueue } from '../../../src/storage/byte-queue.ts';

function queueOf(bytes: Uint8Array, piece: number): ByteQueue {
  let at = 0;
  return new ByteQueue(
    new ReadableStream<Uint8Array>({
      pull(controller) {
        if (at >= bytes.length) controller.close();
        else controller.enqueue(bytes.slice(at, (at += piece)));
      },
    }),
  );
}

const record = fc.record({
  name: fc.string({ unit: 'binary' }),
  nested: fc.jsonValue({ maxDepth: 3 }),
  bytes: fc.uint8Array(),
  codes: fc.uint32Array(),
  values: fc.float64Array(),
});

test('records come back as they were, through pieces of any size', async () => {
  await fc.assert(
    fc.asyncProperty(record, record, fc.integer({ min: 1, max: 50 }), async (one, two, piece) => {
      const encoded = [encodeRecord(one), encodeRecord(two)];
      const all = new Uint8Array([...encoded[0]!, ...encoded[1]!]);
      const queue = queueOf(all, piece);
      for (const [k, original] of [one, two].entries()) {
        const decoded = await decodeRecord((count) => queue.take(count));
        // JSON has no minus zero.
        expect(decoded?.record).toEqual({
          ...original,
          nested: JSON.parse(JSON.stringify(original.nested)) as unknown,
        });
        expect(decoded?.bytes).toEqual(encoded[k]);
      }
      expect(await queue.ended()).toBe(true);
    }),
    { numRuns: 60, seed: 7 },
  );
});

test('a record that is cut off anywhere is no record', async () => {
  const bytes = encodeRecord({ a: 1, data: Float64Array.of(1, 2, 3) });
  for (let length = 0; length < bytes.length; length++) {
    const queue = queueOf(bytes.slice(0, length), 7);
    expect(await decodeRecord((count) => queue.take(count))).toBe(null);
  }
});

test('what JSON would lose is refused', () => {
  expect(() => encodeRecord({ mapping: { a: [NaN] } })).toThrow('mapping.a[0]');
  expect(() => encodeRecord({ at: new Date(0) })).toThrow('at is not plain');
  expect(() => encodeRecord({ deep: { bytes: new Uint8Array(1) } })).toThrow('deep.bytes');
  expect(() => encodeRecord({ gone: undefined })).toThrow('gone');
  expect(encodeRecord({ deep: { gone: undefined } })).toEqual(encodeRecord({ deep: {} }));
});

test('lengths are little-endian', () => {
  expect([...uint32(0x01020304)]).toEqual([4, 3, 2, 1]);
  expect(readUint32(uint32(4_000_000_000))).toBe(4_000_000_000);
});

test('hashes are SHA-256', async () => {
  // FIPS 180-2, appendix B.1: the message "abc".
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(await sha256(new TextEncoder().encode('abc'))).toBe(abc);
  const [one, two] = [new TableHash(), new TableHash()];
  for (const text of ['a', 'bc']) await one.add(new TextEncoder().encode(text));
  for (const text of ['ab', 'c']) await two.add(new TextEncoder().encode(text));
  expect(await one.result()).not.toBe(await two.result());
});
