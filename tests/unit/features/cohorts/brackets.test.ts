import { describe, expect, it } from 'vitest';
import { bracketEnds, readBrackets, usualBrackets } from '../../../../src/features/cohorts/brackets.ts';
import { periodText } from '../../../../src/features/cohorts/words.ts';
import { decodeQuestion, encodeQuestion } from '../../../../src/questions/url.ts';
import { question } from '../../../browser/features/cohorts/fake.ts';

describe('brackets', () => {
  it('R6 are written by their last periods and asked by their lengths', () => {
    expect(readBrackets('1, 3, 7, 14, 30')).toEqual({ lengths: [1, 2, 4, 7, 16] });
    expect(readBrackets(' 2;5  9\n')).toEqual({ lengths: [2, 3, 4] });
    expect(bracketEnds([1, 2, 4, 7, 16])).toEqual([1, 3, 7, 14, 30]);
    expect(bracketEnds(usualBrackets('day'))).toEqual([1, 3, 7, 14, 30]);
  });

  it('say what is wrong, and where', () => {
    expect(readBrackets('  ')).toEqual({ wrong: 'empty', at: '' });
    expect(readBrackets('1, two')).toEqual({ wrong: 'number', at: 'two' });
    expect(readBrackets('0, 3')).toEqual({ wrong: 'number', at: '0' });
    expect(readBrackets('1, 2.5')).toEqual({ wrong: 'number', at: '2.5' });
    expect(readBrackets('1, 7, 7')).toEqual({ wrong: 'order', at: '7' });
    expect(readBrackets('7, 3')).toEqual({ wrong: 'order', at: '3' });
    expect(readBrackets('1, 10001')).toEqual({ wrong: 'far', at: '10001' });
    const many = Array.from({ length: 101 }, (_, index) => index + 1).join(' ');
    expect(readBrackets(many)).toEqual({ wrong: 'many', at: '101' });
  });

  it('stand in the sentence and in the address', () => {
    const asked = { ...question, period: { unit: 'day', n: 1 }, brackets: [1, 2, 4] } as const;
    expect(periodText(asked)).toBe('of 3 brackets up to day 7');
    expect(decodeQuestion(encodeQuestion(asked))).toMatchObject({ ok: true, value: { brackets: [1, 2, 4] } });
    expect(periodText({ ...asked, brackets: null, columns: 12 })).toBe('of the first 12 days');
    expect(periodText({ ...asked, brackets: null, columns: 12, period: { unit: 'day', n: 2 } })).toBe(
      'of the first 12 spans of 2 days',
    );
    expect(periodText({ ...question, clock: 'rolling' })).toBe('month of their own');
  });
});
