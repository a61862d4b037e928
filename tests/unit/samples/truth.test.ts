import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../src/base/calendar.ts';
import { Dictionaries } from '../../../src/domain/text-index.ts';
import type { SampleKind } from '../../../src/domain/workspace.ts';
import type { Condition, Filter } from '../../../src/questions/filter.ts';
import type { FunnelQuestion } from '../../../src/questions/funnel.ts';
import { generateSample } from '../../../src/samples/generate.ts';
import type { Sample } from '../../../src/samples/types.ts';
import { eventNames, values } from './world-rows.ts';

const END = Date.UTC(2026, 2, 12, 15, 30);
const KINDS: readonly SampleKind[] = ['shop', 'pipeline', 'trial'];

type Cell = string | number | undefined;
type Read = (property: string) => Cell;

/** The few conditions the truths use, written anew here so that the engine is not asked to confirm itself. */
function holds(filter: Filter, read: Read): boolean {
  if (filter.kind === 'all') return filter.of.every((part) => holds(part, read));
  if (filter.kind !== 'is') throw new Error(`no ${filter.kind} here`);
  const cell = read(filter.property.name);
  return compare(filter, cell);
}

function compare({ op, value }: Condition, cell: Cell): boolean {
  if (op === 'equals') return cell === value;
  if (op === 'not-equals') return cell !== value;
  if (op === 'between' && Array.isArray(value))
    return Number(cell) >= Number(value[0]) && Number(cell) <= Number(value[1]);
  throw new Error(`no ${op} here`);
}

/** Counts a truth's two-step question by hand: people by their first entry, settled at the data's end, in UTC. */
function count({ batch }: Sample, question: FunnelQuestion): { n: number; k: number } {
  const [first, second] = question.steps;
  if (first === undefined || second === undefined || question.window === null)
    throw new Error('two steps and a window');
  const names = eventNames(batch);
  const cache = new Map<string, Cell[]>();
  const column = (scope: 'events' | 'people', name: string): Cell[] => {
    const key = `${scope}:${name}`;
    const known = cache.get(key) ?? values(batch, scope, name);
    cache.set(key, known);
    return known;
  };
  const { from, to } = question.range;
  const low = from === null ? -Infinity : midnight(from);
  const high = to === null ? Infinity : midnight(to) + DAY_MS;
  const window = question.window.n * DAY_MS;
  const starts = new Map<number, number>();
  const converted = new Set<number>();
  batch.events.person.forEach((person, row) => {
    const event: Read = (name) => column('events', name)[row];
    const time = batch.events.time[row]!;
    const start = starts.get(person);
    if (start === undefined && first.events.includes(names[row]!) && holds(first.where, event))
      starts.set(person, time);
    else if (
      start !== undefined &&
      time - start <= window &&
      second.events.includes(names[row]!) &&
      holds(second.where, event)
    ) {
      converted.add(person);
    }
  });
  let n = 0;
  let k = 0;
  for (const [person, start] of starts) {
    // People codes are their rows: the world starts with empty dictionaries.
    if (
      start < low ||
      start >= high ||
      start > END - window ||
      !holds(question.people, (name) => column('people', name)[person])
    )
      continue;
    n++;
    if (converted.has(person)) k++;
  }
  return { n, k };
}

function midnight(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return Date.UTC(year, month - 1, day);
}

describe.each(KINDS)('faults planted in the %s world', (kind) => {
  it('show in plain counts, on both sides, as planned', async () => {
    const sample = await generateSample(
      kind,
      { people: 40_000, seed: 5, end: END, timeZone: 'UTC' },
      new Dictionaries(),
    );
    expect(sample.truth.length).toBe(3);
    for (const truth of sample.truth) {
      for (const [rate, question] of [
        [truth.healthy, truth.healthyQuestion],
        [truth.faulty, truth.faultyQuestion],
      ] as const) {
        const { n, k } = count(sample, question);
        expect({ id: truth.id, n }).toEqual({ id: truth.id, n: rate.trials });
        // Four standard deviations of a binomial share: missed by chance once in 16,000 (normal distribution).
        const margin = 4 * Math.sqrt((rate.probability * (1 - rate.probability)) / n);
        expect(Math.abs(k / n - rate.probability), truth.id).toBeLessThan(margin);
      }
      const gap = truth.healthy.probability - truth.faulty.probability;
      const noise = Math.sqrt(0.25 / truth.healthy.trials + 0.25 / truth.faulty.trials);
      // Plain to see: the gap is more than three times the widest standard error it can have.
      expect(gap, truth.id).toBeGreaterThan(3 * noise);
    }
  });

  it('hit at least someone in a small world and keep probabilities', async () => {
    const sample = await generateSample(
      kind,
      { people: 3000, seed: 9, end: END, timeZone: 'UTC' },
      new Dictionaries(),
    );
    for (const { healthy, faulty } of sample.truth) {
      expect(Math.min(healthy.trials, faulty.trials)).toBeGreaterThan(0);
      expect(faulty.probability).toBeLessThan(healthy.probability);
    }
  });
});
