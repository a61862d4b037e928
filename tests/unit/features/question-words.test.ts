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
  it('say how many hold for them', () => {
    expect(eventsText({ events: ['Order'], where: everything })).toBe('Order');
    expect(eventsText({ events: ['Order'], where: large })).toBe('Order (1 condition)');
    expect(eventsText({ events: ['A', 'B'], where: { kind: 'all', of: [large, large] } })).toBe(
      'A or B (2 conditions)',
    );
  });

  it('say so as a step, unless it has a label, and as a beginning', () => {
    expect(stepText({ label: '', events: ['Order'], where: large })).toBe('Order (1 condition)');
    expect(stepText({ label: 'Large order', events: ['Order'], where: large })).toBe('Large order');
    expect(startText({ events: ['Order'], where: large })).toBe('their first Order (1 condition)');
    expect(startText({ events: [], where: large })).toBe('their first event (1 condition)');
  });
});
