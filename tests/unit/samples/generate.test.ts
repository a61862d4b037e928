import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../../src/base/error.ts';
import { Dictionaries } from '../../../src/domain/text-index.ts';
import type { SampleKind } from '../../../src/domain/workspace.ts';
import { generateSample, SAMPLES } from '../../../src/samples/generate.ts';
import type { Sample } from '../../../src/samples/types.ts';
import { eventNames, reach, texts, values } from './world-rows.ts';

const KINDS: readonly SampleKind[] = ['shop', 'pipeline', 'trial'];
const END = Date.UTC(2026, 2, 12, 15, 30);

function make(kind: SampleKind, people = 2000, seed = 11, timeZone = 'Europe/Helsinki'): Promise<Sample> {
  return generateSample(kind, { people, seed, end: END, timeZone }, new Dictionaries());
}

/** Digest of everything a sample holds: every array's bytes, and the plain values beside them. */
function sha256(sample: Sample): string {
  const hash = createHash('sha256');
  const plain = JSON.stringify(sample, (_, value: unknown) => {
    if (!ArrayBuffer.isView(value)) return value;
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    return value.byteLength;
  });
  return hash.update(plain).digest('hex');
}

describe.each(KINDS)('the %s world', (kind) => {
  it('is the same, byte by byte, for the same seed (X4)', async () => {
    const digest = sha256(await make(kind));
    expect(sha256(await make(kind))).toBe(digest);
    expect(sha256(await make(kind, 2000, 12))).not.toBe(digest);
  });

  it.each([1, 7, 1000])('has %i people, each with an event, sorted, none after the end', async (people) => {
    const { batch } = await make(kind, people);
    expect(batch.people.count).toBe(people);
    expect(new Set(batch.events.person).size).toBe(people);
    expect(texts(batch, 'person').length).toBe(people);
    const { person, time } = batch.events;
    for (let i = 1; i < batch.events.count; i++) {
      expect(person[i]! > person[i - 1]! || (person[i] === person[i - 1] && time[i]! >= time[i - 1]!)).toBe(
        true,
      );
    }
    expect(Math.max(...time)).toBeLessThanOrEqual(END);
    expect(Math.min(...time)).toBeGreaterThan(END - 800 * 86_400_000);
  });

  it('names every event of its first question and keeps amounts in one currency (M1)', async () => {
    const { batch } = await make(kind);
    const names = new Set(eventNames(batch));
    for (const step of SAMPLES[kind].question.steps) expect(names).toContain(step.events[0]);
    const currency = values(batch, 'events', 'currency');
    values(batch, 'events', 'value').forEach((value, row) => {
      if (value !== undefined && currency[row] !== undefined)
        expect([currency[row], Number(value) > 0]).toEqual(['EUR', true]);
    });
  });

  it('has people of its own making: addresses under .example, one for each', async () => {
    const { batch } = await make(kind);
    const emails = values(batch, 'people', 'email').map(String);
    for (const email of emails) expect(email).toMatch(/^[a-z0-9.]+@[a-z0-9]+\.example$/);
    expect(new Set(emails).size).toBe(batch.people.count);
  });

  it('names nobody and no company after a real one', async () => {
    const { batch } = await make(kind);
    const words = new Set(
      [...texts(batch, 'p:name'), ...texts(batch, 'p:company'), SAMPLES[kind].name].flatMap((name) =>
        name.toLowerCase().split(/[^\p{L}]+/u),
      ),
    );
    for (const brand of BRANDS) expect(words).not.toContain(brand);
  });

  it('is about more on a working hour than at night', async () => {
    const { batch } = await make(kind);
    const hours = new Array<number>(24).fill(0);
    // Helsinki is two or three hours ahead of UTC; a shift of one hour does not matter here.
    for (const time of batch.events.time) hours[new Date(time + 2 * 3_600_000).getUTCHours()]! += 1;
    expect(hours[10]! + hours[14]!).toBeGreaterThan(4 * (hours[2]! + hours[3]!));
  });
});

describe('conversion in the sample worlds', () => {
  // Ranges a sales professional finds plausible, as the sample worlds promise them.
  it.each([
    ['shop', 'Visit', 'Purchase', 0.02, 0.14],
    ['pipeline', 'Lead created', 'Won', 0.02, 0.2],
    ['trial', 'Visit', 'Subscribed', 0.01, 0.1],
    ['trial', 'Sign-up', 'Subscribed', 0.1, 0.4],
  ] as const)('%s: %s to %s', async (kind, from, to, low, high) => {
    const sample = await make(kind, 10_000);
    const rate = reach(sample, to) / reach(sample, from);
    expect(rate).toBeGreaterThan(low);
    expect(rate).toBeLessThan(high);
  });

  it('gives deals a cycle of weeks, not hours', async () => {
    const { batch } = await make('pipeline', 10_000);
    const names = eventNames(batch);
    const created = new Map<number, number>();
    const cycles: number[] = [];
    batch.events.person.forEach((person, row) => {
      if (names[row] === 'Lead created') created.set(person, batch.events.time[row]!);
      if (names[row] === 'Won') cycles.push((batch.events.time[row]! - created.get(person)!) / 86_400_000);
    });
    cycles.sort((a, b) => a - b);
    const median = cycles[cycles.length >> 1]!;
    expect(median).toBeGreaterThan(30);
    expect(median).toBeLessThan(120);
  });
});

describe('generateSample', () => {
  it('refuses a number of people it cannot make', async () => {
    await expect(make('shop', 0)).rejects.toThrow(RangeError);
    await expect(make('shop', 1_000_001)).rejects.toThrow(RangeError);
    await expect(make('shop', 1.5)).rejects.toThrow(RangeError);
  });

  it('reports its progress and stops when cancelled', async () => {
    const seen: number[] = [];
    const control = {
      due: () => true,
      pause: (done: number) => {
        seen.push(done);
        return seen.length < 4 ? Promise.resolve() : Promise.reject(new AppFailure('cancelled'));
      },
    };
    const options = { people: 5000, seed: 1, end: END, timeZone: 'UTC' };
    await expect(generateSample('trial', options, new Dictionaries(), control)).rejects.toThrow('cancelled');
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.length).toBe(4);
  });

  it('lives its days in the zone given', async () => {
    const north = await make('shop', 500, 3, 'Pacific/Auckland');
    const west = await make('shop', 500, 3, 'America/Los_Angeles');
    expect(sha256(north)).not.toBe(sha256(west));
    expect(Math.max(...west.batch.events.time)).toBeLessThanOrEqual(END);
  });
});

const BRANDS = (
  'adidas airbus aldi alibaba allianz amazon apple audi bayer bentley boeing bosch braun cadbury canon carlsberg cartier chanel ' +
  'chevrolet cisco citroën dell disney dior ericsson facebook ferrari fiat ford fujitsu gillette google gucci haribo heineken heinz ' +
  'henkel hermes hilton honda huawei hubspot ibm ikea intel kellogg kone lego lidl linde lindt marriott maersk mercedes microsoft ' +
  'mitsubishi nestlé netflix nike nintendo nissan nokia opel oracle peugeot pfizer philips porsche prada puma renault salesforce ' +
  'samsung sap schindler shell siemens sony spotify starbucks suzuki tesla toyota twitter uber valio versace visa vodafone ' +
  'volkswagen volvo walmart wärtsilä yamaha zalando zara zendesk zoom marimekko fazer fischer kärcher miele rossi wagner'
).split(' ');
