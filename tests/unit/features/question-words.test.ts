import { describe, expect, it } from 'vitest';
import { startText } from '../../../src/features/churn/words.ts';
import { eventsText, stepText } from '../../../src/features/question/words.ts';
import { everything, type Filter } from '../../../src/questions/filter.ts';

const large: Filter = {
  kind: 'is',
  property: { scope: 'event', name: 'value' },
  op: 'at-least',
  value: 30,
};

// A sentence that names the events alone says something else than what was counted.
describe('events with conditions', () => {
  it('say one short condition in full, and others by their number', () => {
    expect(eventsText({ events: ['Order'], where: everything })).toBe('Order');
    expect(eventsText({ events: ['Order'], where: large })).toBe('Order where value is at least 30');
    expect(eventsText({ events: ['A', 'B'], where: { kind: 'all', of: [large, large] } })).toBe(
      'A or B (2 conditions)',
    );
    const brief = { kind: 'any', of: [{ kind: 'all', of: [large] }, everything] } as const;
    expect(eventsText({ events: ['Order'], where: brief })).toBe('Order where value is at least 30');
    expect(eventsText({ events: ['Visit', 'Order'], where: large })).toBe('Visit or Order (1 condition)');
    const wheres: Filter[] = [
      { kind: 'not', of: large },
      { ...large, value: '2024-02-01' },
      { ...large, op: 'in', value: ['A name of a product that is much too long'] },
    ];
    for (const where of wheres) expect(eventsText({ events: ['Order'], where })).toBe('Order (1 condition)');
  });

  it('say so as a step, unless it has a label, and as a beginning', () => {
    expect(stepText({ label: '', events: ['Order'], where: large })).toBe('Order where value is at least 30');
    expect(stepText({ label: 'Large order', events: ['Order'], where: large })).toBe('Large order');
    expect(startText({ events: ['Order'], where: large })).toBe(
      'their first Order where value is at least 30',
    );
    expect(startText({ events: [], where: large })).toBe('their first event where value is at least 30');
  });
});
