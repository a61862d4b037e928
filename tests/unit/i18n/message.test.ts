import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  language,
  pieces,
  write,
  type Args,
  type HolesOf,
  type Translation,
  type Values,
} from '../../../src/i18n/message.ts';

const source = {
  'demo.plain': 'Save',
  'demo.holes': '{done} of {all}',
  'demo.people': { one: '{count} person in {place}', other: '{count} people in {place}' },
} as const;

// The order of the holes and the number of plural categories are the language's own.
const russian = {
  'demo.plain': 'Сохранить',
  'demo.holes': 'из {all} готово {done}',
  'demo.people': {
    one: '{count} человек, {place}',
    few: '{count} человека, {place}',
    many: '{count} человек, {place}',
    other: '{count} человека, {place}',
  },
} satisfies Translation<typeof source>;

describe('messages', () => {
  it('writes a sentence with its holes filled, numbers in the locale', () => {
    const en = language('en', source);
    expect(write(en, 'demo.plain')).toBe('Save');
    expect(write(en, 'demo.holes', { done: 1234, all: 'many' })).toBe('1,234 of many');
  });

  it('chooses the plural category of the language', () => {
    // Categories of Unicode CLDR: en has one and other; ru has one, few, many and other.
    const en = language('en', source);
    const ru = language('ru', russian);
    const counts = [1, 2, 5, 21];
    expect(counts.map((count) => write(en, 'demo.people', { count, place: 'Oulu' }))).toEqual([
      '1 person in Oulu',
      '2 people in Oulu',
      '5 people in Oulu',
      '21 people in Oulu',
    ]);
    expect(counts.map((count) => write(ru, 'demo.people', { count, place: 'Оулу' }))).toEqual([
      '1 человек, Оулу',
      '2 человека, Оулу',
      '5 человек, Оулу',
      '21 человек, Оулу',
    ]);
  });

  it('leaves an unfilled hole visible and refuses an unknown key', () => {
    const en = language('en', source);
    expect(write(en, 'demo.holes', { done: 1 })).toBe('1 of {all}');
    expect(() => write(en, 'demo.other')).toThrow('demo.other');
  });

  it('cuts a sentence at its holes in the order of the language', () => {
    expect(pieces(source['demo.holes'])).toEqual([{ hole: 'done' }, { text: ' of ' }, { hole: 'all' }]);
    expect(pieces(russian['demo.holes'])).toEqual([
      { text: 'из ' },
      { hole: 'all' },
      { text: ' готово ' },
      { hole: 'done' },
    ]);
  });

  it('has its keys, holes and counts checked by the compiler', () => {
    expectTypeOf<HolesOf<(typeof source)['demo.holes']>>().toEqualTypeOf<'done' | 'all'>();
    expectTypeOf<Values<(typeof source)['demo.people']>>().toEqualTypeOf<{
      readonly count: number;
      readonly place: string | number;
    }>();
    expectTypeOf<Args<(typeof source)['demo.plain']>>().toEqualTypeOf<[]>();
    expectTypeOf<{ 'demo.plain': string }>().not.toExtend<Translation<typeof source>>();
    expectTypeOf<'из {all} готово {done}'>().toExtend<Translation<typeof source>['demo.holes']>();
    expectTypeOf<'из {all}'>().not.toExtend<Translation<typeof source>['demo.holes']>();
  });
});
