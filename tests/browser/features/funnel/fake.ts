import type { Change, Method } from '../../../../src/protocol/requests.ts';
import type { FromWorker, ToWorker } from '../../../../src/protocol/wire.ts';
import type { WorkerLike } from '../../../../src/client/worker-client.ts';
import { defaultFunnel, stepOf } from '../../../../src/questions/defaults.ts';
import type {
  Durations,
  FunnelAnswer,
  FunnelResult,
  GroupResult,
  Rate,
  StepResult,
} from '../../../../src/questions/funnel.ts';

type Request<M extends Method = Method> = Extract<ToWorker<M>, { kind: 'request' }>;
/** What a worker answers to each method; an object with `code` and `details` is a failure. */
export type Answers = { readonly [M in Method]?: ((request: Request<M>) => unknown) | undefined };

/** A worker whose answers a test decides; a method it does not name is never answered. */
export function fakeWorker(answers: Answers) {
  const target = new EventTarget();
  const sent: ToWorker[] = [];
  const post = (data: FromWorker): void => void target.dispatchEvent(new MessageEvent('message', { data }));
  const worker: WorkerLike = {
    addEventListener: target.addEventListener.bind(target),
    terminate: () => undefined,
    postMessage(message: ToWorker) {
      // What can't be cloned can't be sent, here as there.
      sent.push(structuredClone(message));
      if (message.kind !== 'request') return;
      const answer = answers[message.method] as ((request: Request) => unknown) | undefined;
      if (answer === undefined) return;
      const reply = (value: unknown): void => {
        const failed = typeof value === 'object' && value !== null && 'code' in value && 'details' in value;
        post(
          (failed
            ? { kind: 'failure', id: message.id, error: value }
            : { kind: 'reply', id: message.id, value }) as FromWorker,
        );
      };
      queueMicrotask(() => {
        const value = answer(message);
        // An answer that the test gives later.
        if (value instanceof Promise) void value.then(reply);
        else reply(value);
      });
    },
  };
  const requests = <M extends Method>(method: M): Request<M>[] =>
    sent.filter((message): message is Request<M> => message.kind === 'request' && message.method === method);
  return {
    worker,
    sent,
    requests,
    progress: (id: number, done: number) => post({ kind: 'progress', id, done }),
    /** Stored data changed, here or in another tab. */
    change: (change: Change) => post({ kind: 'change', change }),
  };
}

const rate = (k: number, n: number, low: number, high: number): Rate => ({ k, n, rate: k / n, low, high });
const hour = 3_600_000;
const durations: Durations = {
  n: 40,
  min: hour,
  p10: hour,
  p25: hour,
  median: 2 * hour,
  p75: 5 * hour,
  p90: 9 * hour,
  max: 20 * hour,
  mean: 3 * hour,
};

function step(
  label: string,
  entered: number,
  wentOn: number,
  open: number,
  dropped: number,
  excluded: number,
  last = false,
): StepResult {
  return {
    label,
    optional: false,
    entered,
    wentOn,
    open,
    dropped,
    excluded,
    ofEntrants: rate(entered, 200, 0.1, 0.9),
    onward: last ? null : rate(wentOn, entered - open, 0.3, 0.6),
    toNext: last ? null : durations,
  };
}

/** Hand-made: 200 visits, 100 carts, 40 orders; entered = went on + open + dropped + excluded at every step. */
const result: FunnelResult = {
  steps: [step('', 200, 100, 20, 70, 10), step('', 100, 40, 10, 45, 5), step('', 40, 0, 0, 0, 0, true)],
  entered: 200,
  converted: 40,
  open: 30,
  dropped: 115,
  excluded: 15,
  matured: 170,
  rate: rate(40, 170, 0.178, 0.305),
  time: durations,
  timeBins: { edges: [0, 10 * hour, 20 * hour], counts: [30, 10] },
  conversionCurve: [
    { ms: hour, share: 0.1, low: 0.05, high: 0.15, atRisk: 180 },
    { ms: 20 * hour, share: 0.2, low: 0.15, high: 0.26, atRisk: 120 },
  ],
  trend: ['2026-01-05', '2026-01-12'].map((period) => ({
    period,
    reached: [100, 50, 20],
    matured: 85,
    maturedReached: [85, 45, 20],
    rate: rate(20, 85, 0.16, 0.34),
    complete: true,
  })),
};

const group = (values: (string | null)[], lost: number): GroupResult => ({
  ...result,
  values,
  kind: 'value',
  size: 1,
  lost,
});

export const answer: FunnelAnswer = {
  kind: 'funnel',
  total: result,
  groups: [],
  compared: null,
  data: { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 2, 1) },
  unit: 'person',
  notes: [],
};

export const splitAnswer: FunnelAnswer = { ...answer, groups: [group(['mobile'], 12), group([null], -12)] };

export const question = {
  ...defaultFunnel([stepOf('Visit'), stepOf('Cart'), stepOf('Order')]),
  trend: 'week' as const,
};

export const view = {
  workspace: {
    id: 'w',
    name: 'Shop',
    currency: 'EUR',
    timeZone: 'UTC',
    weekStart: 1,
    locale: 'en-GB',
    createdAt: 0,
    lastBackupAt: null,
    sample: null,
  },
  readOnly: false,
  eventCount: 500,
  personCount: 200,
  span: { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 2, 1) },
  events: [
    { name: 'Visit', count: 300 },
    { name: 'Cart', count: 150 },
    { name: 'Order', count: 50 },
  ],
  eventProperties: [{ name: 'device', kind: 'text' }],
  personProperties: [{ name: 'country', kind: 'text' }],
  runs: [],
} as const;
