import { defaultChurn } from '../../src/questions/churn-form.ts';
import { defaultFunnel, stepOf } from '../../src/questions/defaults.ts';
import { everything } from '../../src/questions/filter.ts';
import type { EventMatch, Span } from '../../src/questions/funnel.ts';
import type { Question } from '../../src/questions/question.ts';
import { defaultRevenue } from '../../src/questions/revenue-form.ts';
import { defaultStages } from '../../src/questions/stages-form.ts';
import { defaultVelocity } from '../../src/questions/velocity-form.ts';
import { EVENT_NAMES, STEP_COUNT } from './data.ts';

/** A screen of the app on which to ask again and again. */
export interface Screen {
  readonly name: string;
  /** Its part of the address behind the workspace. */
  readonly path: string;
  /** What is asked first; absent: what the app proposes. */
  readonly question?: Question;
  readonly turn: Turn;
}

/**
 * What is asked in turn: two choices, by their labels, in the editor of a slot, which is opened before; or questions that links lead to, where
 * no slot offers two choices, or the engine would remember two.
 */
type Turn =
  | { readonly slot: string; readonly choices: readonly [string, string] }
  | { readonly questions: readonly Question[] };

const STEPS = EVENT_NAMES.slice(0, STEP_COUNT);
const [FIRST, LAST] = [STEPS.slice(0, -1), STEPS.slice(-1)];
const did = (...events: readonly string[]): EventMatch => ({ events, where: everything });

/** Five steps of the shop, which `makeCsv` writes. */
export const FIVE_STEPS = defaultFunnel(STEPS.map((name) => stepOf(name)));

const silent = (after: Span | null): Question => defaultChurn({ by: 'silence', after, share: 0.95 });
const PAID = { ...defaultRevenue(did(...LAST), 'value', null), lapse: { n: 45, unit: 'day' } } as const;
const STAGES = defaultStages(
  FIRST.map((name) => ({ ...did(name), label: '' })),
  did(...LAST),
  did('Payment failed'),
);
const VELOCITY = {
  ...defaultVelocity(did(...FIRST), did(...LAST), did('Payment failed'), { scope: 'event', name: 'value' }),
  compare: 'previous',
} as const;
const AUTUMN = { from: '2025-10-01', to: '2025-12-31' };
const SUMMER = { from: '2025-07-01', to: '2025-09-30' };

const ORDERS = ['Strictly in order', 'In order'] as const;
const RULES = ['In it or later', 'In the period'] as const;

/** One line per screen. */
export const screens: readonly Screen[] = [
  screen('funnel', 'funnel', { slot: 'Time limit', choices: ['No time limit', 'A time limit'] }, FIVE_STEPS),
  screen('strict funnel', 'funnel', { slot: 'Order of the steps', choices: ORDERS }, FIVE_STEPS),
  screen('cohorts', 'cohorts', { slot: 'When a return counts', choices: RULES }),
  screen('lifecycle', 'cohorts/lifecycle', { slot: 'Period', choices: ['week', 'month'] }),
  screen('stickiness', 'cohorts/stickiness', { slot: 'How often', choices: ['Exactly', 'At least'] }),
  screen('churn', 'churn', { questions: [silent(null), silent({ n: 30, unit: 'day' })] }),
  screen('recurring revenue', 'churn/revenue', { slot: 'Period', choices: ['quarter', 'month'] }, PAID),
  screen('time in stages', 'time', {
    questions: [STAGES, { ...STAGES, range: AUTUMN }, { ...STAGES, range: SUMMER }],
  }),
  screen('velocity', 'time/velocity', {
    questions: [
      { ...VELOCITY, range: AUTUMN },
      { ...VELOCITY, range: SUMMER, lost: did('Support ticket') },
      { ...VELOCITY, range: SUMMER, lost: did('E-mail opened') },
    ],
  }),
];

function screen(name: string, path: string, turn: Turn, question?: Question): Screen {
  return { name, path, turn, ...(question !== undefined && { question }) };
}
