import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { answer } from '../../../src/engine/answer.ts';
import { everything } from '../../../src/questions/filter.ts';
import { defaultRetention } from '../../../src/questions/retention.ts';
import { tableOf } from '../../tools/vectors-table.ts';

const daily = {
  ...defaultRetention({ events: ['order'], where: everything }),
  period: { unit: 'day', n: 1 },
  columns: 1,
} as const;
const order = (person: string, at: string) => ({ person, event: 'order', at });

describe('more cohorts than can be shown', () => {
  it('R6 gives up days after the last start before any in which somebody started', async () => {
    // Made for this test: starts in January 2024, and data for three years.
    const made = tableOf([
      order('p', '2024-01-01'),
      order('q', '2024-01-31'),
      { person: 'q', event: 'look', at: '2026-12-31' },
    ]);
    const { total, notes } = await answer(made, daily, uncontrolled);
    expect(total.rows).toHaveLength(500);
    expect([total.people, notes]).toEqual([2, []]);
  });

  it('R6 keeps the latest 500, and says how many are left out', async () => {
    // 2024 has 366 days: from 1 January to 1 July 2025 there are 548, the last of which is the 182nd of its year.
    const made = tableOf([order('p', '2024-01-01'), order('q', '2025-07-01')]);
    const { total, notes } = await answer(made, daily, uncontrolled);
    expect(total.rows).toHaveLength(500);
    expect(total.rows.at(-1)?.key).toBe('2025-07-01');
    expect(notes).toEqual([{ code: 'periods-cut', details: { count: 48, kept: 500 } }]);
  });
});
