import { Closed, type Outcomes } from './outcomes.ts';
import type { FunnelPlan } from './plan.ts';

/** How an attempt stands at the data's end (F9). */
export const State = { converted: 0, open: 1, dropped: 2, excluded: 3 } as const;

/** Outcomes with their states, and which of them count. */
export interface Settled {
  readonly outcomes: Outcomes;
  /** One of `State`, by outcome. */
  readonly state: Uint8Array;
  /** 1 where the outcome can't change any more. */
  readonly matured: Uint8Array;
  /** Outcomes that count, ascending: all, but for excluded people where the question removes those. */
  readonly members: Uint32Array;
}

/**
 * Returns each outcome's state. An attempt that neither converted nor was closed is open while its window lasts at the data's
 * end; without a window, as long as nothing closed it, if the question says what would. Matured are attempts whose window is
 * over, converted or not, so that quick conversions don't outweigh slow ones; without a window those with an outcome;
 * when nothing tells open from dropped, all. An undated start counts as settled.
 */
export function settle(plan: FunnelPlan, outcomes: Outcomes): Settled {
  const { clock, settledMs, end, steps, question, table } = plan;
  const { count, depth, closed, start, startTime } = outcomes;
  const state = new Uint8Array(count);
  const matured = new Uint8Array(count);
  const windowed = settledMs < Infinity;
  const closable = question.lost !== null;
  const plainTimes = table.dayOnly === null;
  let excluded = 0;
  for (let i = 0; i < count; i++) {
    const converted = depth[i] === steps - 1;
    const shut = closed[i]!;
    let over: boolean;
    if (windowed) {
      const begun = startTime[i]!;
      over =
        Number.isNaN(begun) || (plainTimes ? begun + settledMs : clock.deadline(start[i]!, settledMs)) <= end;
    } else {
      over = !closable || converted || shut === Closed.lost || shut === Closed.exclusion;
    }
    matured[i] = Number(over);
    if (converted) state[i] = State.converted;
    else if (shut === Closed.exclusion) {
      state[i] = State.excluded;
      excluded++;
    } else state[i] = shut !== Closed.no || over ? State.dropped : State.open;
  }
  const removing = question.exclusionScope === 'person' && excluded > 0;
  const members = new Uint32Array(removing ? count - excluded : count);
  for (let i = 0, k = 0; i < count; i++) if (!removing || state[i] !== State.excluded) members[k++] = i;
  return { outcomes, state, matured, members };
}
