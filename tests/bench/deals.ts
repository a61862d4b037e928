import { drawer, type BenchEvents } from './data.ts';

/** Stages of a pipeline in their order, its outcomes, what won leads pay for, and what happens beside. */
export const DEAL_NAMES = [
  'Lead',
  'Qualified',
  'Proposal',
  'Negotiation',
  'Won',
  'Lost',
  'Subscribed',
  'Plan changed',
  'Cancelled',
  'Login',
  'Call',
] as const;

export const STAGE_COUNT = 4;
/** Codes of what the questions name. */
export const Deal = { won: 4, lost: 5, subscribed: 6, changed: 7, cancelled: 8, login: 9, call: 10 } as const;

/** Events of leads, of `DEAL_NAMES`. */
export interface DealEvents extends BenchEvents {
  /** What was won, and what is paid a month from then on; NaN at other events. */
  readonly amount: Float64Array;
}

const DAY_S = 86_400;
const FIRST_MS = 1_704_067_200_000;
const SPAN_S = 731 * DAY_S;
const END_MS = FIRST_MS + SPAN_S * 1000;

/**
 * Returns `count` events of leads who came in 2024 and 2025 (UTC), eight each or so. Moves in the pipeline go forward, skip, go back, get
 * lost, and reopen now and then; one in 64 shares its time with the one before, in the pipeline's order. Won leads subscribe,
 * change what they pay, cancel and sometimes subscribe again, each at a time of its own. What lies after 2025 hasn't happened yet.
 */
export function makeDeals(count: number): DealEvents {
  const person = new Uint32Array(count);
  const time = new Float64Array(count);
  const name = new Uint32Array(count);
  const amount = new Float64Array(count).fill(NaN);
  const draw = drawer(0x2545f491);
  let row = 0;
  let people = 0;
  let now = 0;
  const add = (code: number, money = NaN): void => {
    if (row === count || now >= END_MS) return;
    person[row] = people;
    time[row] = now;
    name[row] = code;
    amount[row++] = money;
  };
  const money = (): number => (1000 + draw(40_000)) / 100;
  /** From seconds to weeks, each scale as likely as the next. */
  const wait = (): void => {
    now += (1 + draw(1000)) * 2 ** draw(22);
  };
  /** Leads a person through the pipeline; returns whether it ended with a win. */
  const pursue = (): boolean => {
    for (let stage = 0; now < END_MS;) {
      const way = draw(16);
      const forward = way >= 5 && way < 12;
      if (!forward || draw(64) !== 0) wait();
      if (way < 5) add(Deal.call);
      else if (way < 14) {
        stage = way === 13 ? Math.max(0, stage - 1) : stage + (way === 12 && stage < STAGE_COUNT - 1 ? 2 : 1);
        if (stage >= STAGE_COUNT) {
          add(Deal.won, money());
          return true;
        }
        add(stage);
      } else {
        add(Deal.lost);
        if (draw(8) > 0) return false;
        wait();
        stage = 1;
        add(stage);
      }
    }
    return false;
  };
  const subscribe = (): void => {
    let pays = false;
    while (now < END_MS) {
      now += 1 + (pays ? draw(45 * DAY_S) * 1000 : draw(1000) * 2 ** draw(22));
      const way = draw(16);
      if (!pays) {
        add(Deal.subscribed, money());
        pays = true;
      } else if (way < 9) add(Deal.login);
      else if (way < 13) add(Deal.changed, money());
      else {
        if (way === 15) return;
        add(Deal.cancelled);
        pays = false;
        if (draw(4) > 0) return;
      }
    }
  };
  for (; row < count; people++) {
    now = FIRST_MS + draw(SPAN_S) * 1000;
    add(0);
    if (pursue()) subscribe();
  }
  return { people, count, person, time, name, amount };
}
