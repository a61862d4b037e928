import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { proveRetention, retentionPeople } from '../../../src/engine/retention/people.ts';
import { everything, type Filter } from '../../../src/questions/filter.ts';
import { defaultRetention, type RetentionQuestion } from '../../../src/questions/retention.ts';
import { decodeQuestion, encodeQuestion } from '../../../src/questions/url.ts';
import { validateQuestion } from '../../../src/questions/validate.ts';
import { tableOf } from '../../tools/vectors-table.ts';

const is = (name: string, value: string): Filter => ({
  kind: 'is',
  property: { scope: 'person', name },
  op: 'equals',
  value,
});

/** Made for this test: four people who order in January; a and b again in February. Data end on 31 March. */
const table = tableOf(
  [
    ['a', '2024-01-10'],
    ['a', '2024-02-10'],
    ['b', '2024-01-12'],
    ['b', '2024-02-12'],
    ['c', '2024-01-20'],
    ['d', '2024-01-22'],
    ['d', '2024-03-31'],
  ].map(([person, at]) => ({ person: person!, event: 'order', at: at! })),
  [
    { id: 'a', props: { plan: 'pro', land: 'FI' } },
    { id: 'b', props: { plan: 'free', land: 'FI' } },
    { id: 'c', props: { plan: 'pro', land: 'SE' } },
    { id: 'd', props: { plan: 'free', land: null } },
  ],
);

const question: RetentionQuestion = {
  ...defaultRetention({ events: ['order'], where: everything }),
  cohorts: {
    by: 'segments',
    segments: [
      { name: 'Pro', filter: is('plan', 'pro') },
      { name: 'Finns', filter: is('land', 'FI') },
      { name: 'Nobody', filter: is('land', 'NO') },
    ],
  },
};

describe('cohorts by segments of people', () => {
  it('R7 a person stands in every segment that holds for them, and in none where none does', async () => {
    const { total } = await answer(table, question, uncontrolled);
    expect(total.rows.map(({ kind, key, size, cells }) => [kind, key, size, cells[1]?.rate.k])).toEqual([
      // a and c, of whom a returned in month 1; a and b, who both did.
      ['segment', 'Pro', 2, 1],
      ['segment', 'Finns', 2, 2],
      ['segment', 'Nobody', 0, undefined],
    ]);
    // a stands in two rows but is one of three people; d is in none.
    expect([total.entries, total.people, total.overlap]).toEqual([4, 3, true]);
    expect(total.means[1]).toMatchObject({ pooled: { k: 3, n: 4 }, simple: 0.75, cohorts: 2 });
  });

  it('R7 every row has its people, and a person a proof for every row', async () => {
    const pick = (key: string, returned: boolean) =>
      ({ row: { kind: 'segment', key }, cell: { column: 1, returned }, group: null }) as const;
    const people = async (key: string, returned: boolean) =>
      (await retentionPeople(table, question, pick(key, returned), uncontrolled)).person.length;
    expect(await people('Pro', true)).toBe(1);
    expect(await people('Pro', false)).toBe(1);
    expect(await people('Finns', true)).toBe(2);
    expect(await people('Elsewhere', true)).toBe(0);
    const proofs = await proveRetention(table, question, 0, uncontrolled);
    expect(proofs.map(({ row, rules }) => [row.key, rules.includes('R7')])).toEqual([
      ['Pro', true],
      ['Finns', true],
    ]);
    expect(await proveRetention(table, question, 3, uncontrolled)).toEqual([]);
  });

  it('stand in the address whole, and need names that differ', () => {
    expect(decodeQuestion(encodeQuestion(question))).toEqual({ ok: true, value: question });
    const twice = { name: 'Pro', filter: everything };
    expect(
      validateQuestion({ ...question, cohorts: { by: 'segments', segments: [twice, twice] } }),
    ).toMatchObject({ ok: false, error: { details: { where: 'cohorts.segments' } } });
    expect(validateQuestion({ ...question, cohorts: { by: 'segments', segments: [] } }).ok).toBe(false);
  });
});
