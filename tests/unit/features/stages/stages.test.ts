import { describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../../src/base/calendar.ts';
import { withFirstHandOver, withHandOver, withStages } from '../../../../src/features/stages/edit.ts';
import {
  agePick,
  ageRows,
  countOf,
  handOverMark,
  handOverPick,
  handOverRow,
  spreadMark,
  spreadPick,
  spreadRows,
  wonShares,
} from '../../../../src/features/stages/rows.ts';
import { binsTable, curveTable, movesTable, stagesTable } from '../../../../src/features/stages/tables.ts';
import { isListed, whyRows } from '../../../../src/features/stages/why.ts';
import { noteText, pickTitle, placeNames } from '../../../../src/features/stages/words.ts';
import { createFormat } from '../../../../src/i18n/format.ts';
import type { StagesPick, StagesProof } from '../../../../src/questions/stages.ts';
import { answer, dossier, question, stage } from '../../../browser/features/stages/fake.ts';

const format = createFormat({ locale: 'en-GB', timeZone: 'UTC', currency: 'EUR' });

describe('marks of times', () => {
  it('open as many leads as they show', () => {
    const rows = spreadRows(question, answer);
    for (const [row, { count, parts }] of rows.entries()) {
      expect(countOf(answer, spreadPick({ row, part: -1 }))).toBe(count);
      // Two stand in Offer, the second row, without a date (W7).
      expect(parts.reduce((sum, part) => sum + part.count, 0)).toBe(count + (row === 1 ? 2 : 0));
      for (const [part, own] of parts.entries()) {
        const pick = spreadPick({ row, part });
        expect(countOf(answer, pick)).toBe(own.count);
        expect(spreadMark(pick)).toEqual({ row, part });
      }
    }
    for (const { at, parts, count } of ageRows(question, answer, format)) {
      expect(parts.reduce((sum, part) => sum + part.count, 0)).toBe(count);
      for (const own of parts.filter(({ id }) => id !== 'open'))
        expect(countOf(answer, agePick(at, own.id))).toBe(own.count);
    }
    expect(countOf(answer, { of: 'overdue' })).toBe(3);
    expect(countOf(answer, { of: 'move', from: 1, to: 0 })).toBe(1);
    expect(countOf(answer, { of: 'cycle', from: 15 * DAY_MS, to: 30 * DAY_MS })).toBe(4);
    expect(countOf(answer, { of: 'hand-over', state: 'waiting' })).toBe(5);
    expect(countOf(answer, { of: 'hand-over', state: 'closed' })).toBe(4);
  });

  it('W5 show open leads as such where usual is not known', () => {
    const stages = answer.stages.map((each) => ({ ...each, usual: NaN, aged: [0, 0, 0, 0] }));
    const [row] = ageRows(question, { ...answer, stages }, format);
    expect(row?.parts.map(({ count }) => count)).toEqual([0, 0, 0, 0, 5, 0]);
    expect(agePick(0, 'open')).toEqual({ of: 'stage', stage: 0, state: 'open' });
  });

  it('W6 tell the handed over from those that wait and those closed without', () => {
    // 20 came into New: 11 handed over, 5 wait, the other 4 were lost there.
    expect(handOverRow(question, answer)?.parts.map(({ count }) => count)).toEqual([11, 5, 4]);
    for (const [part, state] of (['done', 'waiting', 'closed'] as const).entries()) {
      expect(handOverPick(part)).toEqual({ of: 'hand-over', state });
      expect(handOverMark({ of: 'hand-over', state })).toEqual({ row: 0, part });
    }
    expect(handOverPick(-1)).toEqual({ of: 'hand-over', state: 'all' });
    expect(handOverMark({ of: 'hand-over', state: 'all' })).toEqual({ row: 0, part: -1 });
  });

  it('share out the mean time of a won lead, and what passed before it was reopened', () => {
    expect(wonShares(question, answer)).toEqual([
      { name: 'New', ms: 5 * DAY_MS },
      { name: 'Offer', ms: 15 * DAY_MS },
    ]);
    const reopened = {
      ...answer,
      cycle: { ...answer.cycle, won: { ...answer.cycle.won, mean: 25 * DAY_MS } },
    };
    expect(wonShares(question, reopened).at(-1)?.ms).toBe(5 * DAY_MS);
  });
});

describe('edits of the stages', () => {
  const [first, second] = question.stages as [(typeof question.stages)[0], (typeof question.stages)[0]];
  const third = stage('Signed');

  it('keep a hand-over between its stages, and drop it with one of them', () => {
    expect(withStages(question, [second, third, first]).handOver).toEqual({ from: 2, to: 0 });
    expect(withStages(question, [second, third]).handOver).toBeNull();
    expect(withStages(question, [{ ...first, label: 'Fresh' }, second]).handOver).toEqual({ from: 0, to: 1 });
  });

  it('never hand over from a stage to itself', () => {
    expect(withHandOver(question, 'from', 1).handOver).toEqual({ from: 1, to: 0 });
    const three = { ...question, stages: [first, second, third] };
    expect(withHandOver(three, 'to', 2).handOver).toEqual({ from: 0, to: 2 });
  });

  it('begin with the most frequent move forward', () => {
    const three = { ...question, stages: [first, second, third], handOver: null };
    const moves = [
      [0, 3, 1, 0, 0],
      [9, 0, 7, 0, 0],
      [0, 0, 0, 0, 0],
    ];
    expect(withFirstHandOver(three, moves).handOver).toEqual({ from: 1, to: 2 });
    expect(withFirstHandOver(three, []).handOver).toEqual({ from: 0, to: 1 });
  });
});

describe('words of times', () => {
  it('name places, lists and notes', () => {
    expect(placeNames(question)).toEqual(['New', 'Offer', 'Won', 'Lost']);
    expect(pickTitle({ of: 'stage', stage: 1, state: 'overdue' }, 2, question, format)).toBe(
      '2 people overdue in Offer',
    );
    expect(pickTitle({ of: 'move', from: 1, to: 3 }, 2, question, format)).toBe(
      '2 people from Offer to Lost',
    );
    const owners = { ...question, unit: { by: 'property', property: 'owner' } } as const;
    const opened = { of: 'outcome', state: 'open', group: null } as const;
    expect(pickTitle(opened, 3416, owners, format)).toBe('3,416 owner values open');
    expect(pickTitle(opened, 1, owners, format)).toBe('1 owner value open');
    // The curve is thinned: only the list counts those won by a time.
    const by = { of: 'outcome', state: 'won', group: null, by: 57 * DAY_MS } as const;
    expect(pickTitle(by, countOf(answer, by), question, format)).toMatch(/^Won within 57\sd$/);
    expect(pickTitle(by, 2, question, format)).toMatch(/^2 people won within 57\sd$/);
    expect(pickTitle({ of: 'cycle', from: 0, to: 15 * DAY_MS }, 2, question, format)).toBe(
      '2 people won after 0\u00A0d to 15\u00A0d',
    );
    expect(answer.notes.map(noteText)).toEqual([
      '3 events have no date and are left out.',
      '1 lead was won or lost before it first entered a stage: that outcome is left out (rule W1).',
    ]);
  });

  it('W1 say which event is asked for in several places', () => {
    expect(noteText({ code: 'repeated-event', details: { name: 'Won' } })).toMatch(
      /^Won stands in more than one/,
    );
  });

  it('prove a lead that the list counts', () => {
    const [open] = dossier.proofs;
    const [fresh] = open!.visits;
    // Deal A: won after 10 days, straight out of New. Deal B: in New for longer than usual, after an offer. Deal C: undated.
    const proofs: readonly StagesProof[] = [
      {
        ...open!,
        held: 'Deal A',
        state: 'won',
        cycle: 10 * DAY_MS,
        visits: [
          { ...fresh!, to: 2 },
          { ...fresh!, stage: 2, to: null },
        ],
      },
      { ...open!, held: 'Deal B' },
      {
        ...open!,
        held: 'Deal C',
        cycle: NaN,
        visits: [],
        undated: { place: 1, event: 0 },
      },
    ];
    const at = (pick: StagesPick): string | undefined | null =>
      proofs.find((proof) => isListed(proof, pick, question, answer))?.held;
    const lists: readonly (readonly [StagesPick, string])[] = [
      [{ of: 'overdue' }, 'Deal B'],
      [{ of: 'stage', stage: 0, state: 'overdue' }, 'Deal B'],
      [{ of: 'stage', stage: 0, state: 'entered' }, 'Deal A'],
      [{ of: 'stage', stage: 0, state: 'went-on' }, 'Deal A'],
      [{ of: 'stage', stage: 1, state: 'went-back' }, 'Deal B'],
      // 20 days against the usual 6.
      [{ of: 'aged', stage: 0, bucket: 3 }, 'Deal B'],
      [{ of: 'undated', place: 1 }, 'Deal C'],
      [{ of: 'move', from: 1, to: 0 }, 'Deal B'],
      [{ of: 'cycle', from: 5 * DAY_MS, to: null }, 'Deal A'],
      [{ of: 'outcome', state: 'open', group: null }, 'Deal B'],
      [{ of: 'outcome', state: 'won', group: null, by: 10 * DAY_MS }, 'Deal A'],
      [{ of: 'hand-over', state: 'done' }, 'Deal B'],
      [{ of: 'hand-over', state: 'closed' }, 'Deal A'],
    ];
    for (const [pick, held] of lists) expect([pick, at(pick)]).toEqual([pick, held]);
    expect(at({ of: 'hand-over', state: 'waiting' })).toBeUndefined();
  });

  it('W2 W5 tell the way of a lead stay by stay', () => {
    const rows = whyRows(dossier.proofs[0]!, answer, placeNames(question), format);
    expect(rows.map(({ mark, name, late }) => [mark, name, late])).toEqual([
      ['1', 'New', false],
      ['2', 'Offer', false],
      ['1', 'New', true],
    ]);
    expect(rows.map(({ text }) => text.replaceAll('\u00A0', ' '))).toEqual([
      '5 d there',
      'back to New after 5 d',
      'still there, for 20 d: older than the usual 6 d',
    ]);
  });
});

describe('tables of times', () => {
  it('hold a row a stage and a way to close, times in days', () => {
    const [head, fresh, offer, won, lost, , handOver] = stagesTable(question, answer);
    for (const row of stagesTable(question, answer)) expect(row).toHaveLength(head!.length);
    // entered, went on, went back, lost, open, overdue, without a date, through, p10 to p90, mean, with the open, usual.
    expect(fresh).toEqual(['New', 21, 12, 0, 4, 5, 2, 0, 16, 4 / 3, 2, 4, 6, 8, 4.4, 5, 6, null, null]);
    expect(offer![7]).toBe(2);
    expect([won![8], won![11], won![15]]).toEqual([7, 18, 40]);
    expect(lost![15]).toBeNull();
    // 20 came into New: 11 handed over, 5 wait, the other 4 were lost there (W6).
    expect(head!.slice(-2)).toEqual(['Waiting', 'Closed without it']);
    expect([handOver![0], handOver![1], handOver![8], ...handOver!.slice(-2)]).toEqual([
      'New to Offer',
      20,
      11,
      5,
      4,
    ]);
  });

  it('hold moves, bars and curves', () => {
    expect(movesTable(question, answer)[1]).toEqual(['New', 0, 11, 1, 4]);
    expect(binsTable(answer).slice(1)).toEqual([
      [0, 15, 2],
      [15, 30, 4],
      [30, 72, 1],
    ]);
    expect(curveTable(answer)[1]).toEqual(['All', 10, expect.closeTo(0.2), expect.closeTo(0.1), 0.4, 20]);
  });
});
