import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BatchBuilder } from '../../../src/domain/batch-builder.ts';
import type { Batch } from '../../../src/domain/columns.ts';
import { decodeTexts, Dictionaries, encodeTexts } from '../../../src/domain/text-index.ts';

function column(batch: Batch, scope: 'events' | 'people', name: string): number[] {
  const found = batch[scope].properties.find((property) => property.name === name);
  if (found === undefined) throw new Error(`no column ${name}`);
  return [...(found.data.kind === 'text' ? found.data.codes : found.data.values)];
}

describe('BatchBuilder', () => {
  it('sorts by person, time (undated last), then source order, and every column with it', () => {
    const builder = new BatchBuilder(new Dictionaries());
    const visit = builder.eventName('Visit');
    const buy = builder.eventName('Buy');
    const a = builder.personCode('a');
    const b = builder.personCode('b');
    const value = builder.eventNumber('value');
    const channel = builder.eventText('channel');
    builder.addEvent(b, 5, false, visit, 2);
    const undated = builder.addEvent(a, NaN, false, visit, 3);
    const late = builder.addEvent(a, 9, false, buy, 4);
    builder.addEvent(a, 1, true, visit, 5);
    builder.addEvent(a, 9, false, visit, 6);
    value.set(late, 12.5);
    channel.set(undated, 'mail');
    const batch = builder.finish();
    expect([...batch.events.person]).toEqual([a, a, a, a, b]);
    expect([...batch.events.line]).toEqual([5, 4, 6, 3, 2]);
    expect([...batch.events.time]).toEqual([1, 9, 9, NaN, 5]);
    expect([...batch.events.name]).toEqual([visit, buy, visit, visit, visit]);
    expect([...(batch.events.dayOnly ?? [])]).toEqual([1, 0, 0, 0, 0]);
    expect(column(batch, 'events', 'value')).toEqual([NaN, 12.5, NaN, NaN, NaN]);
    expect(column(batch, 'events', 'channel')).toEqual([0, 0, 0, 1, 0]);
    expect(batch.added.map((entry) => [entry.dictionary, decodeTexts(entry.block)])).toEqual([
      ['person', ['a', 'b']],
      ['event', ['Visit', 'Buy']],
      ['e:channel', ['mail']],
    ]);
  });

  it('keeps one row per person, ascending, where the later cell that is not missing wins', () => {
    const builder = new BatchBuilder(
      new Dictionaries((key) => (key === 'person' ? [encodeTexts(['old'])] : [])),
    );
    const name = builder.personText('name');
    const score = builder.personNumber('score');
    const since = builder.personDate('since', 'day');
    const second = builder.personCode('second');
    const old = builder.personCode('old');
    expect([second, old]).toEqual([1, 0]);
    let row = builder.touchPerson(second, 2);
    name.set(row, 'Ann');
    score.set(row, 1);
    row = builder.touchPerson(old, 3);
    since.set(row, 86_400_000);
    row = builder.touchPerson(second, 4);
    name.set(row, '');
    score.set(row, 2);
    const { people } = builder.finish();
    expect([...people.person]).toEqual([0, 1]);
    expect([...people.line]).toEqual([3, 4]);
    expect(people.properties.map((property) => property.data)).toEqual([
      { kind: 'text', codes: Uint32Array.of(0, 1) },
      { kind: 'number', values: Float64Array.of(NaN, 2) },
      { kind: 'date', values: Float64Array.of(86_400_000, NaN), precision: 'day' },
    ]);
  });

  it('touches the people of events and keeps rows that are in order', () => {
    const builder = new BatchBuilder(new Dictionaries());
    const name = builder.eventName('Visit');
    for (let i = 0; i < 3000; i++) builder.addEvent(builder.personCode(`p${i >> 1}`), i, false, name, i + 2);
    expect([builder.eventCount, builder.personCount]).toEqual([3000, 1500]);
    const batch = builder.finish();
    expect(batch.events.dayOnly).toBeNull();
    expect([...batch.events.time]).toEqual(Array.from({ length: 3000 }, (_, i) => i));
    expect(batch.people.count).toBe(1500);
    expect(batch.people.line[1]).toBe(4);
  });

  it('gives empty columns without rows', () => {
    const batch = new BatchBuilder(new Dictionaries()).finish();
    expect([batch.events.count, batch.people.count, batch.added.length]).toEqual([0, 0, 0]);
  });

  it('refuses a property of two kinds and a second finish', () => {
    const builder = new BatchBuilder(new Dictionaries());
    expect(builder.eventText('x')).toBe(builder.eventText('x'));
    expect(builder.personNumber('x')).toBe(builder.personNumber('x'));
    expect(() => builder.eventNumber('x')).toThrow('x is written as text');
    builder.eventDate('d', 'day');
    expect(() => builder.eventDate('d', 'instant')).toThrow('d is written as date');
    builder.finish();
    expect(() => builder.finish()).toThrow('before');
  });

  it('orders like a stable sort of the rows, whatever their order', () => {
    const row = fc.record({
      person: fc.nat(3),
      time: fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constant(NaN)),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 400 }), (rows) => {
        const builder = new BatchBuilder(new Dictionaries());
        for (let p = 0; p < 4; p++) builder.personCode(`p${p}`);
        rows.forEach((r, i) => builder.addEvent(r.person, r.time, false, 0, i + 1));
        const key = (time: number): number => (Number.isNaN(time) ? Infinity : time);
        const expected = rows
          .map((r, i) => ({ ...r, line: i + 1 }))
          .sort(
            (x, y) =>
              x.person - y.person ||
              (key(x.time) === key(y.time) ? x.line - y.line : key(x.time) - key(y.time)),
          );
        expect([...builder.finish().events.line]).toEqual(expected.map((r) => r.line));
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
