import { uncontrolled } from '../../src/base/control.ts';
import { answer } from '../../src/engine/answer.ts';
import { buildTable, type TableSource } from '../../src/engine/build-table.ts';
import { dictionaryFrom } from '../../src/engine/dictionary.ts';
import { matchAll } from '../../src/engine/funnel/match.ts';
import { planFunnel } from '../../src/engine/funnel/plan.ts';
import type { EventTable } from '../../src/engine/table.ts';
import type { FunnelQuestion } from '../../src/questions/funnel.ts';
import { by, funnel, step } from '../../src/samples/truth.ts';
import { CHANNELS, EVENT_NAMES, makeEvents, STEP_COUNT, WINDOW_DAYS } from './data.ts';
import { measure, measureInTurns, type Timing } from './timing.ts';

/** Timings of the engine over made-up events; `reached[k]` people reached step k. */
export interface EngineReport {
  readonly people: number;
  readonly build: Timing;
  /** Reading every time and name once, person by person. */
  readonly scan: Timing;
  /** Finding everyone's counted attempt. */
  readonly sweep: Timing;
  /** The whole answer: counts, intervals, exact durations, curve. */
  readonly answer: Timing;
  readonly answerByChannel: Timing;
  readonly answerWithTrend: Timing;
  readonly reached: readonly number[];
}

const STEPS = EVENT_NAMES.slice(0, STEP_COUNT).map((name) => step(name));
const QUESTION = funnel(STEPS, { window: { n: WINDOW_DAYS, unit: 'day' } });

async function engine(count: number, runs: number): Promise<EngineReport> {
  const { table, build, people } = await tableOf(count, runs);
  const ask = (question: FunnelQuestion) => answer(table, question, uncontrolled);
  let sum = 0;
  const timings = await measureInTurns(runs, {
    scan: () => (sum += scan(table)),
    sweep: async () => matchAll(await planFunnel(table, QUESTION, uncontrolled), uncontrolled),
    answer: () => ask(QUESTION),
    answerByChannel: () => ask({ ...QUESTION, breakdown: by('event', 'channel') }),
    answerWithTrend: () => ask({ ...QUESTION, trend: 'week' }),
  });
  // Reading the sum keeps the scan from being optimised away.
  if (!(sum > 0)) throw new Error('the scan read nothing');
  const { total } = await ask(QUESTION);
  return { people, build, ...timings, reached: total.steps.map((result) => result.entered) };
}

async function tableOf(
  count: number,
  runs: number,
): Promise<{ table: EventTable; build: Timing; people: number }> {
  const events = makeEvents(count);
  const people = Array.from({ length: events.people }, (_, person) => `C${1_000_000 + person}`);
  const named = dictionaryFrom(people);
  const source: TableSource = {
    parts: [
      { count, person: events.person, time: events.time, dayOnly: null, name: events.name, sorted: true },
    ],
    people: named,
    names: dictionaryFrom(EVENT_NAMES),
    zone: 'Europe/Helsinki',
    weekStart: 1,
    eventProperties: [{ name: 'channel', kind: 'text' }],
    personProperties: [],
    eventColumn: () => Promise.resolve({ kind: 'text', codes: events.channel }),
    personLayers: () => Promise.resolve([]),
    dictionary: () => Promise.resolve(dictionaryFrom(CHANNELS)),
  };
  const { timing, value } = await measure(runs, 0, () => buildTable(source));
  return { table: value, build: timing, people: events.people };
}

/** What any answer has to do at least: read each person's times and names. */
function scan({ offsets, time, name, personCount }: EventTable): number {
  let sum = 0;
  for (let person = 0; person < personCount; person++) {
    const end = offsets[person + 1]!;
    for (let row = offsets[person]!; row < end; row++) sum += time[row]! + name[row]!;
  }
  return sum;
}

self.addEventListener('message', ({ data }: MessageEvent<{ count: number; runs: number }>) => {
  void engine(data.count, data.runs).then(
    (report) => self.postMessage({ report }),
    (error: unknown) => self.postMessage({ error: String(error) }),
  );
});
