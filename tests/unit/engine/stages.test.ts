import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../src/base/calendar.ts';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { stagesMeasures, stagesPeople } from '../../../src/engine/stages/people.ts';
import { proveStages } from '../../../src/engine/stages/prove.ts';
import { everything } from '../../../src/questions/filter.ts';
import { defaultStages } from '../../../src/questions/stages-form.ts';
import type { StagesPick, StagesQuestion } from '../../../src/questions/stages.ts';
import { decodeQuestion, encodeQuestion } from '../../../src/questions/url.ts';
import { tableOf, type EventRow } from '../../tools/vectors-table.ts';

const NAMES = ['New', 'Talk', 'Offer', 'Won', 'Lost'];
const day = (n: number): number => Date.UTC(2024, 2, 1) + n * DAY_MS;
const named = (event: string): StagesQuestion['won'] => ({ events: [event], where: everything });
const pipeline = defaultStages(
  NAMES.slice(0, 3).map((name) => ({ ...named(name), label: '' })),
  named('Won'),
  named('Lost'),
);
const of = (person: string, ...path: readonly (readonly [string, number])[]): EventRow[] =>
  path.map(([event, n]) => ({ person, event, at: day(n) }));

const rows = fc.array(
  fc.record({
    person: fc.constantFrom('p', 'q', 'r', 's'),
    event: fc.constantFrom(...NAMES, 'Call'),
    at: fc.integer({ min: 0, max: 15 }).map(day),
    props: fc.record({ deal: fc.constantFrom('a', 'b', null) }),
  }),
  { minLength: 1, maxLength: 30 },
);

/** W1 written out: the way of each lead as [stage, day], outcomes included. */
function slowWays(
  events: readonly EventRow[],
  leadOf: (row: EventRow) => string | null,
): Map<string, (readonly [number, number])[]> {
  const ways = new Map<string, (readonly [number, number])[]>();
  for (const key of new Set(events.map(leadOf))) {
    if (key === null) continue;
    const way = events
      .filter((row) => leadOf(row) === key)
      .map((row) => [NAMES.indexOf(row.event), Number(row.at)] as const)
      .filter(([stage]) => stage >= 0)
      .sort((a, b) => a[1] - b[1] || a[0] - b[0]);
    const entry = way.findIndex(([stage]) => stage < 3);
    if (entry >= 0)
      ways.set(
        key,
        way.slice(entry).filter(([stage], i, own) => i === 0 || stage !== own[i - 1]![0]),
      );
  }
  return ways;
}

const dealOf = ({ props }: EventRow): string | null =>
  typeof props?.['deal'] === 'string' ? props['deal'] : null;

describe('ways through a pipeline', () => {
  it.each([
    ['people', pipeline, (row: EventRow): string | null => row.person],
    [
      'deals of people',
      { ...pipeline, unit: { by: 'property', property: 'deal' } },
      (row: EventRow) => (dealOf(row) === null ? null : `${row.person} ${dealOf(row)!}`),
    ],
    [
      'deals across people',
      { ...pipeline, unit: { by: 'property', property: 'deal', acrossPeople: true } },
      dealOf,
    ],
  ] as const)('W1 W2 W3 W4 are what the rules say, and add up: %s', async (_, question, leadOf) => {
    await fc.assert(
      fc.asyncProperty(rows, async (events) => {
        const table = tableOf(events);
        const end = Math.max(...events.map(({ at }) => at));
        const result = await answer(table, question, uncontrolled);
        const ways = [...slowWays(events, leadOf).values()];
        const final = (way: (typeof ways)[number]): number => way.at(-1)![0];
        expect([result.leads, result.won, result.lost]).toEqual([
          ways.length,
          ways.filter((way) => final(way) === 3).length,
          ways.filter((way) => final(way) === 4).length,
        ]);
        expect(result.open).toBe(result.leads - result.won - result.lost);
        const moves = Array.from({ length: 5 }, () => [0, 0, 0, 0, 0]);
        for (const way of ways) way.forEach(([stage], i) => i > 0 && moves[way[i - 1]![0]]![stage]!++);
        expect(result.moves).toEqual(moves);
        const total = (counts: readonly number[]): number => counts.reduce((sum, n) => sum + n, 0);
        // W2: every move has exactly one meaning.
        expect(total(Object.values(result.ways))).toBe(total(moves.flat()));
        const cycles = ways.filter((way) => final(way) === 3).map((way) => way.at(-1)![1] - way[0]![1]);
        expect(result.cycle.won.max).toEqual(cycles.length === 0 ? NaN : Math.max(...cycles));
        result.stages.forEach((stage, k) => {
          const finished = ways.flatMap((way) =>
            way.flatMap(([at, from], i) => (at === k && i + 1 < way.length ? [way[i + 1]![1] - from] : [])),
          );
          const ages = ways.filter((way) => final(way) === k).map((way) => end - way.at(-1)![1]);
          expect([stage.time.n, stage.age.n]).toEqual([finished.length, ages.length]);
          expect(stage.entered).toBe(stage.wentOn + stage.wentBack + stage.lost + stage.open);
          if (finished.length > 0)
            expect(stage.time.mean).toBeCloseTo(
              finished.reduce((sum, ms) => sum + ms, 0) / finished.length,
              3,
            );
          if (ages.length > 0) expect(stage.age.max).toBe(Math.max(...ages));
          const wonWays = ways.filter((way) => final(way) === 3);
          const spent = wonWays.flatMap((way) =>
            way.slice(0, -1).flatMap(([at, from], i) => (at === k ? [way[i + 1]![1] - from] : [])),
          );
          if (wonWays.length > 0)
            expect(stage.ofWon).toBeCloseTo(spent.reduce((sum, ms) => sum + ms, 0) / wonWays.length, 3);
        });
        expect(result.conversion.total).toMatchObject({ n: result.leads, events: result.won });
      }),
      { numRuns: 300 },
    );
  });

  it('W1 of one instant stages come in their order, outcomes last; a repeated entry changes nothing', async () => {
    const events = [...of('p', ['Won', 3], ['Offer', 3], ['New', 0], ['New', 1], ['Talk', 3])];
    const { stages, moves, ways } = await answer(tableOf(events), pipeline, uncontrolled);
    expect(stages.map(({ time }) => time.mean / DAY_MS)).toEqual([3, 0, 0]);
    expect(moves).toEqual([
      [0, 1, 0, 0, 0],
      [0, 0, 1, 0, 0],
      [0, 0, 0, 1, 0],
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
    ]);
    expect(ways).toEqual({ advanced: 2, skipped: 0, returned: 0, reopened: 0, won: 1, lost: 0 });
  });
  it('W1 F10 a calendar date ties with its whole day, whose instants keep their order', async () => {
    const way = async (...path: readonly (readonly [string, string])[]): Promise<unknown> => {
      const events = path.map(([event, at]) => ({
        person: 'p',
        event,
        at: at.includes(':') ? Date.parse(`2024-03-05T${at}Z`) : at,
      }));
      const table = tableOf(events);
      const { won, notes } = await answer(table, pipeline, uncontrolled);
      const [proof] = await proveStages(table, pipeline, 0);
      return [
        proof!.visits.map(({ stage }) => NAMES[stage]).join(' '),
        won,
        notes.filter(({ code }) => code === 'outcome-before').length,
      ];
    };
    expect(await way(['Won', '2024-03-05'], ['New', '10:00'])).toEqual(['New Won', 1, 0]);
    expect(await way(['Offer', '2024-03-05'], ['Won', '11:00'], ['Talk', '10:00'])).toEqual([
      'Talk Offer Won',
      1,
      0,
    ]);
    expect(await way(['New', '2024-03-05'], ['Won', '09:00'], ['New', '10:00'])).toEqual([
      'New Won New',
      0,
      0,
    ]);
    expect(await way(['Won', '2024-03-04'], ['New', '10:00'])).toEqual(['New', 0, 1]);
  });
  it('W2 tells skips, returns and reopened', async () => {
    const events = [...of('p', ['New', 0], ['Offer', 2], ['Talk', 3], ['Lost', 5], ['Offer', 9])];
    const result = await answer(tableOf(events), pipeline, uncontrolled);
    expect(result.ways).toEqual({ advanced: 0, skipped: 1, returned: 1, reopened: 1, won: 0, lost: 1 });
    // W3: reopened is open again.
    expect([result.open, result.cycle.closed.n]).toEqual([1, 0]);
  });
  it('W2 past a stage to an outcome is won or lost, and so is from one outcome to the other', async () => {
    const events = [...of('p', ['New', 0], ['Lost', 1], ['Won', 2]), ...of('q', ['New', 0], ['Won', 2])];
    const { ways } = await answer(tableOf(events), pipeline, uncontrolled);
    expect(ways).toEqual({ advanced: 0, skipped: 0, returned: 0, reopened: 0, won: 2, lost: 1 });
  });
  it('W3 of calendar dates: whole days, right across a change of clocks', async () => {
    const events = [
      { person: 'p', event: 'New', at: '2024-03-30' },
      { person: 'p', event: 'Won', at: '2024-04-01' },
    ];
    const { cycle } = await answer(tableOf(events, [], { zone: 'Europe/Helsinki' }), pipeline, uncontrolled);
    expect(cycle.won.median).toBe(2 * DAY_MS);
  });
  it('W5 what is open longer than won leads usually were is overdue, the oldest first', async () => {
    const table = tableOf([
      ...of('a', ['New', 0], ['Won', 2]),
      ...of('b', ['New', 0], ['Won', 6]),
      ...of('lost', ['New', 0], ['Lost', 40]),
      ...of('old', ['New', 30]),
      ...of('older', ['New', 20]),
      ...of('young', ['New', 38]),
    ]);
    const { stages } = await answer(table, pipeline, uncontrolled);
    // Type 7 at 0.75 of 2 and 6 days.
    expect(stages[0]!.usual).toBe(5 * DAY_MS);
    expect([stages[0]!.overdue.k, stages[0]!.overdue.n]).toEqual([2, 3]);
    const late = await stagesPeople(
      table,
      pipeline,
      { of: 'stage', stage: 0, state: 'overdue' },
      uncontrolled,
    );
    expect([...late.person].map((code) => table.people.text(code))).toEqual(['older', 'old']);
    // The data end on day 40, when lost was.
    expect(stagesMeasures(late).map(({ name, values }) => [name, ...values])).toEqual([
      ['days', 20, 10],
      ['times-usual', 4, 2],
    ]);
    const won = await stagesPeople(
      table,
      pipeline,
      { of: 'outcome', state: 'won', group: null },
      uncontrolled,
    );
    expect(stagesMeasures(won).map(({ name, values }) => [name, ...values])).toEqual([['days', 2, 6]]);
  });
  it('W6 hand-over runs to the next entry; the closed without it stay at risk', async () => {
    const table = tableOf([
      ...of('a', ['New', 0], ['Talk', 3], ['New', 4], ['Talk', 5]),
      ...of('b', ['Talk', 0], ['New', 1]),
      ...of('c', ['New', 0], ['Lost', 1]),
      ...of('d', ['Talk', 0], ['Offer', 10]),
    ]);
    const { handOver } = await answer(table, { ...pipeline, handOver: { from: 0, to: 1 } }, uncontrolled);
    expect(handOver!.time).toMatchObject({ n: 1, median: 3 * DAY_MS });
    expect(handOver!.waiting.total).toMatchObject({ n: 3, events: 1 });
    // Only c closed without coming into the second stage.
    const closed = await stagesPeople(
      table,
      { ...pipeline, handOver: { from: 0, to: 1 } },
      { of: 'hand-over', state: 'closed' },
      uncontrolled,
    );
    expect([...closed.person]).toEqual([2]);
    expect(handOver!.waiting.total.curve.map(({ survival }) => survival)).toEqual([
      expect.closeTo(2 / 3, 12),
    ]);
  });
  it('W1 leaves outcomes before the first entry out, and says so', async () => {
    const table = tableOf([
      ...of('a', ['Won', 0], ['New', 2]),
      ...of('b', ['Lost', 0], ['New', 1], ['Won', 5]),
      ...of('c', ['Won', 3]),
      ...of('d', ['New', 1], ['Won', 1]),
    ]);
    const result = await answer(table, pipeline, uncontrolled);
    expect([result.leads, result.won, result.lost, result.open]).toEqual([3, 2, 0, 1]);
    expect(result.notes.filter(({ code }) => code.startsWith('outcome'))).toEqual([
      { code: 'outcome-only', details: { leads: 1 } },
      { code: 'outcome-before', details: { leads: 2 } },
    ]);
  });
  it('counts leads by their entry in a range', async () => {
    const table = tableOf([...of('a', ['New', 0], ['Won', 9]), ...of('b', ['New', 5])]);
    const { leads, won } = await answer(
      table,
      { ...pipeline, range: { from: '2024-03-02', to: null } },
      uncontrolled,
    );
    expect([leads, won]).toEqual([1, 0]);
  });
});

describe('leads behind the figures', () => {
  it('are as many as every count says, and prove it', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.nat(3), async (events, every) => {
        // Some have no date.
        const table = tableOf(
          events.map((row, i) => (every > 0 && i % (every + 2) === 0 ? { ...row, at: null } : row)),
        );
        const question: StagesQuestion = {
          ...pipeline,
          handOver: { from: 0, to: 2 },
          group: { scope: 'event', name: 'deal' },
          top: 1,
        };
        const result = await answer(table, question, uncontrolled);
        const count = async (pick: StagesPick): Promise<number> => {
          const { person, entered, ms } = await stagesPeople(table, question, pick, uncontrolled);
          expect([entered.length, ms.length]).toEqual([person.length, person.length]);
          return person.length;
        };
        for (const [k, stage] of result.stages.entries()) {
          const wanted = {
            entered: stage.entered,
            'went-on': stage.wentOn,
            'went-back': stage.wentBack,
            lost: stage.lost,
            open: stage.open,
            overdue: stage.overdue.k,
          };
          for (const [state, n] of Object.entries(wanted))
            expect(await count({ of: 'stage', stage: k, state: state as keyof typeof wanted })).toBe(n);
          for (const [bucket, n] of stage.aged.entries())
            expect(await count({ of: 'aged', stage: k, bucket })).toBe(n);
          expect(stage.aged.reduce((sum, n) => sum + n, 0)).toBe(Number.isNaN(stage.usual) ? 0 : stage.open);
          // W5: the last two buckets are older than usual.
          expect(stage.aged.slice(2).reduce((sum, n) => sum + n, 0)).toBe(stage.overdue.k);
        }
        for (const [from, row] of result.moves.entries())
          for (const [to, n] of row.entries())
            if (n > 0) expect(await count({ of: 'move', from, to })).toBe(n);
        for (const [place, n] of result.undated.entries())
          expect(await count({ of: 'undated', place })).toBe(n);
        expect(await count({ of: 'overdue' })).toBe(
          result.stages.reduce((sum, { overdue }) => sum + overdue.k, 0),
        );
        const { edges, counts } = result.cycle.bins;
        for (const [bin, n] of counts.entries()) {
          const to = bin === counts.length - 1 ? null : edges[bin + 1]!;
          expect(await count({ of: 'cycle', from: edges[bin]!, to })).toBe(n);
        }
        expect(counts.reduce((sum, n) => sum + n, 0)).toBe(result.won);
        expect([result.winRate.k, result.winRate.n]).toEqual([result.won, result.won + result.lost]);
        for (const state of ['won', 'lost', 'open'] as const)
          expect(await count({ of: 'outcome', state, group: null })).toBe(result[state]);
        // The curve of winning: who had won by each of its times.
        for (const { time } of result.conversion.total.curve) {
          const won = await count({ of: 'outcome', state: 'won', group: null, by: time });
          const all = await stagesPeople(
            table,
            question,
            { of: 'outcome', state: 'won', group: null },
            uncontrolled,
          );
          expect(won).toBe(all.ms.filter((ms) => ms <= time).length);
          expect(won).toBeGreaterThan(0);
        }
        for (const group of result.conversion.groups)
          expect(await count({ of: 'outcome', state: 'all', group })).toBe(group.n);
        expect(await count({ of: 'hand-over', state: 'done' })).toBe(result.handOver!.time.n);
        expect(await count({ of: 'hand-over', state: 'waiting' })).toBe(result.handOver!.open);
        expect(await count({ of: 'hand-over', state: 'all' })).toBe(result.handOver!.waiting.total.n);
        expect(await count({ of: 'hand-over', state: 'closed' })).toBe(
          result.handOver!.waiting.total.n - result.handOver!.time.n - result.handOver!.open,
        );
        const proofs = (
          await Promise.all(
            [...Array(table.personCount).keys()].map((code) => proveStages(table, question, code)),
          )
        ).flat();
        expect(proofs.length).toBe(result.leads + result.undated.reduce((sum, n) => sum + n, 0));
        expect(proofs.filter(({ undated }) => undated !== null).length).toBe(proofs.length - result.leads);
        expect(
          proofs.reduce((sum, { visits }) => sum + visits.filter(({ to }) => to !== null).length, 0),
        ).toBe(result.moves.flat().reduce((sum, n) => sum + n, 0));
      }),
      { numRuns: 40 },
    );
  });
});

it('a question of stages comes back from its address as it was', () => {
  expect(encodeQuestion(pipeline)).toBe("stages(stages~(~'New~'Talk~'Offer)~won~'Won~lost~'Lost)");
  const rich: StagesQuestion = {
    ...pipeline,
    stages: [
      { ...named('A'), label: 'First' },
      { events: ['B', 'C'], where: everything, label: '' },
    ],
    lost: null,
    range: { from: '2024-01-01', to: null },
    handOver: { from: 0, to: 1 },
    unit: { by: 'property', property: 'deal' },
  };
  for (const question of [pipeline, rich])
    expect(decodeQuestion(encodeQuestion(question))).toEqual({ ok: true, value: question });
  expect(decodeQuestion("stages(stages~(~'A)~won~'B~handOver~(from~0~to~1))")).toMatchObject({ ok: false });
});
