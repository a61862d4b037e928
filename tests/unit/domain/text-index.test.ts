import { describe, expect, it } from 'vitest';
import { decodeTexts, Dictionaries, encodeTexts, TextIndex } from '../../../src/domain/text-index.ts';

describe('TextIndex', () => {
  it('codes texts in order of arrival and finds them again', () => {
    const index = new TextIndex();
    expect(['a', 'b', 'a', 'a', '', 'b'].map((text) => index.code(text))).toEqual([0, 1, 0, 0, 2, 1]);
    expect(index.size).toBe(3);
    expect(index.find('b')).toBe(1);
    expect(index.find('c')).toBe(-1);
    expect(index.text(2)).toBe('');
    expect(() => index.text(3)).toThrow(RangeError);
  });

  it('continues after stored blocks', () => {
    const index = new TextIndex([encodeTexts(['x', 'y']), encodeTexts(['z'])]);
    expect(index.size).toBe(3);
    expect(index.code('z')).toBe(2);
    expect(index.code('new')).toBe(3);
    expect(index.size).toBe(4);
    expect(decodeTexts(index.blockFrom(index.stored))).toEqual(['new']);
    expect(decodeTexts(index.blockFrom(1))).toEqual(['y', 'z', 'new']);
    expect(index.blockFrom(4)).toEqual({ count: 0, offsets: new Uint32Array(1), bytes: new Uint8Array(0) });
  });

  it('codes keys cut out of a longer text', () => {
    const index = new TextIndex();
    const text = 'anna.virtanen@firma.example;bo.berg@firma.example';
    expect(index.code(text.slice(0, 27))).toBe(0);
    expect(index.code('anna.virtanen@firma.example')).toBe(0);
  });

  it('keeps many distinct keys apart', () => {
    const index = new TextIndex();
    for (let i = 0; i < 200_000; i++) index.code(`person-${i}@mail.example`);
    expect(index.size).toBe(200_000);
    expect(index.find('person-165432@mail.example')).toBe(165_432);
    const block = index.blockFrom(0);
    const again = new TextIndex([block]);
    expect(again.find('person-199999@mail.example')).toBe(199_999);
  });
});

describe('text blocks', () => {
  const hard = ['', 'plain', 'Äiti', '日本', '👩‍👧', '\uFEFFbom', 'a\0b', '', 'é'];

  it('survive encoding, mixed scripts and chunk edges alike', () => {
    const many = Array.from({ length: 5000 }, (_, i) =>
      i % 1500 === 0 ? (hard[i % hard.length] ?? '') : `t${i}`,
    );
    expect(decodeTexts(encodeTexts(hard))).toEqual(hard);
    expect(decodeTexts(encodeTexts(many))).toEqual(many);
    expect(decodeTexts(encodeTexts([]))).toEqual([]);
  });

  it('hold offsets into UTF-8 bytes', () => {
    const block = encodeTexts(['é', 'ab']);
    expect([...block.offsets]).toEqual([0, 2, 4]);
    expect([...block.bytes]).toEqual([0xc3, 0xa9, 0x61, 0x62]);
  });

  it('replace lone surrogates without touching their neighbours', () => {
    expect(decodeTexts(encodeTexts(['x\uD83D', '\uDE00y']))).toEqual(['x\uFFFD', '\uFFFDy']);
  });
});

describe('Dictionaries', () => {
  it('ask the source once per dictionary and list what is new', () => {
    const asked: string[] = [];
    const dictionaries = new Dictionaries((key) => {
      asked.push(key);
      return key === 'event' ? [encodeTexts(['Visit'])] : [];
    });
    dictionaries.index('event').code('Visit');
    dictionaries.index('event').code('Buy');
    dictionaries.index('person').find('nobody');
    expect(asked).toEqual(['event', 'person']);
    const added = dictionaries.added();
    expect(added.map(({ dictionary, from }) => ({ dictionary, from }))).toEqual([
      { dictionary: 'event', from: 1 },
    ]);
    expect(decodeTexts(added[0]!.block)).toEqual(['Buy']);
  });
});
