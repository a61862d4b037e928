import { describe, expect, it } from 'vitest';
import { uncontrolled } from '../../../src/base/control.ts';
import { firstQuestion } from '../../../src/worker/propose.ts';
import { tableOf } from '../../tools/vectors-table.ts';

const DAY = 86_400_000;
const orders = tableOf([0, 3, 9].map((day) => ({ person: 'p', event: 'Order', at: day * DAY })));

describe('first questions of data with a single event', () => {
  it('are of doing it again, but not of stages, since the first would be won at once', async () => {
    expect(await firstQuestion('funnel', orders, [], uncontrolled)).toMatchObject({
      steps: [{ events: ['Order'] }, { events: ['Order'] }],
    });
    expect(await firstQuestion('stages', orders, [], uncontrolled)).toBeNull();
  });
});
