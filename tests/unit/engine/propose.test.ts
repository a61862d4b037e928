import { describe, expect, test } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { Dictionaries } from '../../../src/domain/text-index.ts';
import { BatchBuilder } from '../../../src/domain/batch-builder.ts';
import type { Batch } from '../../../src/domain/columns.ts';
import type { SampleKind } from '../../../src/domain/workspace.ts';
import { buildTable } from '../../../src/engine/build-table.ts';
import { dictionaryOf } from '../../../src/engine/dictionary.ts';
import { proposeFunnel } from '../../../src/engine/funnel/propose.ts';
import type { FunnelQuestion } from '../../../src/questions/funnel.ts';
import { generateSample } from '../../../src/samples/generate.ts';

const HOUR = 3_600_000;

function propose(batch: Batch, dictionaries: Dictionaries): Promise<FunnelQuestion | null> {
  const dictionary = (key: string) => dictionaryOf([dictionaries.index(key).blockFrom(0)]);
  const table = buildTable({
    parts: [{ ...batch.events, sorted: true }],
    people: dictionary('person'),
    names: dictionary('event'),
    zone: 'UTC',
    weekStart: 1,
    eventProperties: [],
    personProperties: [],
    eventColumn: () => Promise.resolve(undefined),
    personLayers: () => Promise.resolve([]),
    dictionary: () => Promise.resolve(dictionaryOf([])),
  });
  return proposeFunnel(table, uncontrolled);
}

async function proposedFor(kind: SampleKind): Promise<FunnelQuestion | null> {
  const dictionaries = new Dictionaries();
  const options = { people: 3000, seed: 1, end: Date.UTC(2026, 10, 18), timeZone: 'UTC' };
  const { batch } = await generateSample(kind, options, dictionaries);
  return propose(batch, dictionaries);
}

/** People who do the events of a path one hour apart, `dated` false: without a time. */
function people(paths: readonly (readonly string[])[], apart = HOUR): Promise<FunnelQuestion | null> {
  const dictionaries = new Dictionaries();
  const builder = new BatchBuilder(dictionaries);
  paths.forEach((path, i) =>
    path.forEach((event, k) =>
      builder.addEvent(
        builder.personCode(`p${i}`),
        Number.isNaN(apart) ? NaN : i * 24 * HOUR + k * apart,
        false,
        builder.eventName(event),
        0,
      ),
    ),
  );
  return propose(builder.finish(), dictionaries);
}

const steps = (question: FunnelQuestion | null): string[] =>
  question?.steps.map(({ events }) => events.join('|')) ?? [];

describe('the proposed funnel', () => {
  test('of a shop ends in the purchase and leaves side events out', async () => {
    const question = await proposedFor('shop');
    expect(steps(question)).toEqual(['Visit', 'Product view', 'Add to cart', 'Checkout', 'Purchase']);
    expect(question).toMatchObject({ order: 'ordered', window: { n: 30, unit: 'day' }, lost: null });
  });

  test('of a pipeline ends in won, is closed by lost and has no window (F2)', async () => {
    const question = await proposedFor('pipeline');
    expect(steps(question)[0]).toBe('Lead created');
    expect(steps(question).at(-1)).toBe('Won');
    expect(question).toMatchObject({ order: 'reached', window: null, lost: { events: ['Lost'] } });
  });

  test('an error that many meet is no step', async () => {
    const bought = ['open', 'cart', 'purchase'];
    const question = await people([
      ...Array<string[]>(20).fill(bought),
      ...Array<string[]>(30).fill(['open', 'error_page']),
    ]);
    expect(steps(question)).toEqual(bought);
  });

  test('what few of those who arrive did before is no step', async () => {
    const paths = [
      ...Array<string[]>(45).fill(['open', 'cart', 'purchase']),
      ...Array<string[]>(5).fill(['open', 'wishlist', 'cart', 'purchase']),
    ];
    expect(steps(await people([...paths, ...Array<string[]>(50).fill(['open', 'wishlist'])]))).toEqual([
      'open',
      'cart',
      'purchase',
    ]);
  });

  test('without times steps are ordered by reach, without a window', async () => {
    const question = await people([['c', 'b', 'a'], ['b', 'a'], ['a']], NaN);
    expect(steps(question)).toEqual(['a', 'b', 'c']);
    expect(question?.window).toBeNull();
  });

  test('where all events of a person share one time there is no window', async () => {
    const question = await people([['a', 'b', 'c'], ['a', 'b'], ['a']], 0);
    expect(steps(question)).toEqual(['a', 'b', 'c']);
    expect(question?.window).toBeNull();
  });

  test('of no events there is none', async () => {
    expect(await people([])).toBeNull();
  });
});

describe('data of a single event', () => {
  test('are a funnel of doing it again where people do so on another day', async () => {
    const again = await people([['Order', 'Order'], ['Order']], 24 * HOUR);
    expect(again?.steps.map(({ events }) => events)).toEqual([['Order'], ['Order']]);
    const once = await people([['Order'], ['Order']], 24 * HOUR);
    expect(once?.steps.map(({ events }) => events)).toEqual([['Order']]);
  });
});
