import { describe, expect, it } from 'vitest';
import { uncontrolled, type Control } from '../../../src/base/control.ts';
import { AppFailure } from '../../../src/base/error.ts';
import { countCodes, largestOf } from '../../../src/engine/largest.ts';
import { noteUnknown } from '../../../src/engine/notes.ts';

const texts = [null, 'd', 'b', 'a', 'c'];
const text = (code: number): string | null => texts[code]!;

describe('the largest values', () => {
  it('L3 are those of most members, equal ones by their text', async () => {
    // By hand: 3 × d, 2 × b, 2 × a, 1 × c, one missing.
    const of = [1, 1, 1, 2, 2, 3, 3, 4, 0];
    const { codes, sizes } = await countCodes(of.length, (i) => of[i]!, uncontrolled, 0);
    expect([...codes]).toEqual(of);
    const found = await largestOf(sizes, text, 3, uncontrolled, 0);
    expect(found.largest.map(text)).toEqual(['d', 'a', 'b']);
    expect(found.count).toBe(5);
    // Of one member each, the missing stands before the texts.
    expect((await largestOf(sizes, text, 9, uncontrolled, 0)).largest.map(text)).toEqual([
      'd',
      'a',
      'b',
      null,
      'c',
    ]);
  });

  it('hold codes that are larger than any before', async () => {
    const { sizes } = await countCodes(3, (i) => 1000 * i, uncontrolled, 0);
    expect([sizes[0], sizes[1000], sizes[2000]]).toEqual([1, 1, 1]);
  });

  it('read no text of those that are clearly smaller', async () => {
    const read: number[] = [];
    const sizes = Uint32Array.from({ length: 1000 }, (_, code) => 1000 - code);
    await largestOf(sizes, (code) => (read.push(code), ''), 2, uncontrolled, 0);
    expect(read).toEqual([]);
  });

  it('can be stopped', async () => {
    const cancelled: Control = {
      due: () => true,
      pause: () => Promise.reject(new AppFailure('cancelled')),
    };
    const stopped = { appError: { code: 'cancelled' } };
    await expect(countCodes(1, () => 0, cancelled, 0)).rejects.toMatchObject(stopped);
    await expect(largestOf(new Uint32Array(1), text, 1, cancelled, 0)).rejects.toMatchObject(stopped);
  });
});

describe('the note that a property is not there', () => {
  it('is made once, and apart for people and events', () => {
    const notes: { code: 'unknown-property'; details: Readonly<Record<string, string | number>> }[] = [];
    noteUnknown(notes, { scope: 'event', name: 'plan' });
    noteUnknown(notes, { scope: 'event', name: 'plan' });
    noteUnknown(notes, { scope: 'person', name: 'plan' });
    expect(notes.map(({ details }) => details['scope'])).toEqual(['event', 'person']);
  });
});
