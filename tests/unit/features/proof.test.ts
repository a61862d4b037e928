import { describe, expect, it } from 'vitest';
import { proofView, sourcesOf, type ProofView } from '../../../src/features/people/proof.ts';
import type { TimelineEvent } from '../../../src/protocol/requests.ts';
import type { FunnelProof } from '../../../src/questions/funnel.ts';

/** One event an hour, named by its letter. */
function history(names: string): TimelineEvent[] {
  return Array.from(names, (name, index) => ({
    index,
    name,
    time: index * 3_600_000,
    dayOnly: false,
    properties: [],
    file: 'events.csv',
    line: index + 2,
  }));
}

function proof(used: readonly (number | null)[], more: Partial<FunnelProof> = {}): FunnelProof {
  return {
    person: 0,
    held: null,
    depth: used.length - 1,
    state: 'converted',
    used: used.map((event) => (event === null ? null : { event, time: event * 3_600_000 })),
    brokenBy: null,
    timeLeft: null,
    attempts: 1,
    rules: [],
    ...more,
  };
}

/** A view in short: steps by number, others by letters, the break by `!` and what broke. */
function short({ before, rows, after }: ProofView): string {
  const text = (events: readonly TimelineEvent[]): string => events.map((event) => event.name).join('');
  const lines = rows.map((row) => {
    if (row.kind === 'step') return `${row.step}${row.event?.name ?? '-'}`;
    return row.kind === 'other' ? text(row.events) : `!${row.by.kind}${row.event?.name ?? ''}`;
  });
  return [text(before), lines.join(' '), text(after)].join('|');
}

describe('the proof of a person', () => {
  it('shows steps among the events between them, and keeps what came before and after apart', () => {
    expect(short(proofView(proof([1, 4]), history('xvyypz')))).toBe('x|0v yy 1p|z');
  });

  it('gathers events of the same name in a row only', () => {
    const { rows } = proofView(proof([0, 6]), history('vaabbap'));
    expect(rows.map((row) => (row.kind === 'other' ? row.events.length : 0))).toEqual([0, 2, 2, 1, 0]);
  });

  it('tells the time since the step before', () => {
    const { rows } = proofView(proof([0, 3]), history('vxxp'));
    expect(rows.map((row) => (row.kind === 'step' ? row.since : undefined))).toEqual([
      null,
      undefined,
      3 * 3_600_000,
    ]);
  });

  it('has a row for a step without an event', () => {
    expect(short(proofView(proof([0, null, 1]), history('vp')))).toBe('|0v 1- 2p|');
    expect(short(proofView(proof([0, null, null]), history('v')))).toBe('|0v 1- 2-|');
    expect(short(proofView(proof([null, 0]), history('p')))).toBe('|0- 1p|');
  });

  it('puts the event that broke the chain where it happened', () => {
    const broken = proof([0], {
      state: 'excluded',
      brokenBy: { kind: 'exclusion', event: 2, time: 7_200_000 },
    });
    expect(short(proofView(broken, history('vxqp')))).toBe('|0v x !exclusionq|p');
  });

  it('ends with the window, and counts what came later as after', () => {
    const broken = proof([0], {
      state: 'dropped',
      brokenBy: { kind: 'window', event: null, time: 2 * 3_600_000 },
    });
    expect(short(proofView(broken, history('vxyzp')))).toBe('|0v x y !window|zp');
  });

  it('is open to the end of the data', () => {
    const open = proof([0], {
      state: 'open',
      brokenBy: { kind: 'data-end', event: null, time: 9 * 3_600_000 },
      timeLeft: 5,
    });
    expect(short(proofView(open, history('vxy')))).toBe('|0v x y !data-end|');
  });

  it('shows every event of somebody who never entered as before', () => {
    const never = proof([], { state: 'not-entered', brokenBy: { kind: 'never', event: null, time: null } });
    expect(short(proofView(never, history('xy')))).toBe('xy||');
  });
});

describe('sourcesOf', () => {
  it('joins neighbouring lines of a file and leaves out events without one', () => {
    const events = history('abcd').map((event, at) => ({
      ...event,
      line: [9, 4, 5, 5][at]!,
      file: at === 0 ? 'b.csv' : 'a.csv',
    }));
    expect(sourcesOf([...events, { ...events[0]!, file: null }, { ...events[0]!, file: '' }])).toEqual([
      { file: 'b.csv', lines: [[9, 9]] },
      { file: 'a.csv', lines: [[4, 5]] },
    ]);
  });
});
