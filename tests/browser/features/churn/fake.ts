import { DAY_MS } from '../../../../src/base/calendar.ts';
import { uncontrolled } from '../../../../src/base/control.ts';
import { answer as answerOf } from '../../../../src/engine/answer.ts';
import { proveChurn } from '../../../../src/engine/churn/prove.ts';
import type { PersonDossier } from '../../../../src/protocol/requests.ts';
import { defaultChurn } from '../../../../src/questions/churn-form.ts';
import type { ChurnAnswer, ChurnQuestion } from '../../../../src/questions/churn.ts';
import { everything } from '../../../../src/questions/filter.ts';
import { tableOf, type EventRow } from '../../../tools/vectors-table.ts';

const BEGIN = Date.UTC(2026, 0, 1, 9);
const at = (day: number): number => BEGIN + day * DAY_MS;
const logins = (person: string, every: number, last: number): EventRow[] =>
  Array.from({ length: last / every }, (_, i) => ({ person, event: 'Login', at: at(every * (i + 1)) }));

/**
 * Ten customers from 1 January on. c0, c1 and c2 cancel after 10, 20 and 40 days, the first two for the price. c3 logs in every 2 days for
 * 30 days and falls silent; c4 every 10 days up to the end, day 90; the others on that day alone.
 */
const table = tableOf(
  [
    ...Array.from({ length: 10 }, (_, i) => ({ person: `c${i}`, event: 'Subscribed', at: at(0) })),
    ...[10, 20, 40].map((day, i) => ({
      person: `c${i}`,
      event: 'Cancelled',
      at: at(day),
      props: { reason: i < 2 ? 'price' : null },
    })),
    ...logins('c3', 2, 30),
    ...logins('c4', 10, 90),
    ...[5, 6, 7, 8, 9].map((i) => ({ person: `c${i}`, event: 'Login', at: at(90) })),
  ],
  Array.from({ length: 10 }, (_, i) => ({ id: `c${i}`, props: { plan: i % 2 === 0 ? 'basic' : 'team' } })),
);

const named = (event: string) => ({ events: [event], where: everything });

/** Gone by an event, with a reason. */
export const question: ChurnQuestion = {
  ...defaultChurn({ by: 'event', event: named('Cancelled') }),
  start: named('Subscribed'),
  reason: { scope: 'event', name: 'reason' },
};
/** The same by plan. */
export const split: ChurnQuestion = { ...question, group: { scope: 'person', name: 'plan' } };
/** Gone by silence, the limit proposed. */
export const silence: ChurnQuestion = defaultChurn({ by: 'silence', after: null, share: 0.9 });

/** Gone by a silence that nobody could have kept before March. */
export const long: ChurnQuestion = defaultChurn({
  by: 'silence',
  after: { n: 60, unit: 'day' },
  share: 0.9,
});

/** What the engine answers. */
export async function answer(asked: ChurnQuestion): Promise<ChurnAnswer> {
  return answerOf(table, asked, uncontrolled);
}

/** Everything known of c3, who has fallen silent. */
export async function dossier(asked: ChurnQuestion): Promise<PersonDossier<'churn'>> {
  const person = table.people.find('c3');
  return {
    person,
    key: 'c3',
    name: 'Ada',
    shared: false,
    properties: [],
    events: [0, ...Array.from({ length: 15 }, (_, i) => 2 * (i + 1))].map((day, index) => ({
      index,
      name: day === 0 ? 'Subscribed' : 'Login',
      time: at(day),
      dayOnly: false,
      properties: [],
      file: null,
      line: 0,
    })),
    proofs: await proveChurn(table, asked, person),
  };
}
