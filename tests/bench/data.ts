/**
 * Made-up events for benchmarks, the same on every machine and in every engine that makes them: integer arithmetic
 * only. Sorted by person, then time.
 */
export interface BenchEvents {
  readonly people: number;
  readonly count: number;
  readonly person: Uint32Array;
  /** Epoch ms, whole numbers. */
  readonly time: Float64Array;
  /** Code into the names of the world. */
  readonly name: Uint32Array;
}

/** Events of a shop, of `EVENT_NAMES`; one in 64 shares its time with the one before. */
export interface ShopEvents extends BenchEvents {
  /** 1 + code into `CHANNELS`, 0 when missing. */
  readonly channel: Uint32Array;
}

/** The five steps of the benchmark's funnel, in order, then what happens beside them. */
export const EVENT_NAMES = [
  'Visit',
  'Product view',
  'Add to cart',
  'Checkout',
  'Purchase',
  'Search',
  'E-mail opened',
  'Support ticket',
  'Payment failed',
  'Review written',
] as const;

export const STEP_COUNT = 5;
export const WINDOW_DAYS = 30;
export const CHANNELS = ['Organic', 'Paid search', 'Social', 'Direct', 'Newsletter', 'Referral'] as const;

/** Events of a person: ten on average, most have few. */
const LENGTHS = [1, 1, 2, 2, 3, 4, 5, 7, 10, 14, 21, 50] as const;
/** How often each event happens, of 64. */
const SHARES = [18, 14, 7, 5, 4, 8, 3, 2, 2, 1] as const;
const FIRST_MS = 1_735_689_600_000;
const SPAN_S = 330 * 86_400;

/** Returns a source of whole numbers from 0 to below a bound, the same for the same seed: G. Marsaglia's xorshift, JSS 8, 2003. */
export function drawer(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** Returns `count` events of about a tenth as many people. */
export function makeEvents(count: number): ShopEvents {
  const byDraw = SHARES.flatMap((share, name) => new Array<number>(share).fill(name));
  const person = new Uint32Array(count);
  const time = new Float64Array(count);
  const name = new Uint32Array(count);
  const channel = new Uint32Array(count);
  const draw = drawer(0x9e3779b9);
  let people = 0;
  for (let row = 0; row < count; people++) {
    let now = FIRST_MS + draw(SPAN_S) * 1000;
    const end = Math.min(count, row + (LENGTHS[draw(LENGTHS.length)] ?? 1));
    const source = draw(CHANNELS.length + 1);
    for (; row < end; row++) {
      person[row] = people;
      time[row] = now;
      name[row] = byDraw[draw(byDraw.length)] ?? 0;
      channel[row] = draw(4) === 0 ? draw(CHANNELS.length + 1) : source;
      // From seconds to days between two events, each scale as likely as the next.
      if (draw(64) !== 0) now += (1 + draw(1000)) * 2 ** draw(21);
    }
  }
  return { people, count, person, time, name, channel };
}

/** Returns the events as a CSV file of one row each, with a header: person, event, time, channel, device, value. */
export function makeCsv(events: ShopEvents): Blob {
  const parts: string[] = ['customer_id,event,timestamp,channel,device,value\n'];
  const lines: string[] = [];
  for (let row = 0; row < events.count; row++) {
    const person = events.person[row]!;
    const code = events.channel[row]!;
    const name = events.name[row]!;
    const time = new Date(Math.floor(events.time[row]! / 1000) * 1000).toISOString().replace('.000', '');
    const value = name === 4 ? `${10 + ((person * 7919 + row * 31) % 40_000) / 100}` : '';
    lines.push(
      `C${1_000_000 + person},${EVENT_NAMES[name] ?? ''},${time},${CHANNELS[code - 1] ?? ''},${person % 3 === 0 ? 'Desktop' : 'Mobile'},${value}`,
    );
    if (lines.length === 10_000 || row === events.count - 1) parts.push(lines.splice(0).join('\n') + '\n');
  }
  return new Blob(parts, { type: 'text/csv' });
}
