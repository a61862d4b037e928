import { describe, expect, it } from 'vitest';
import { appError } from '../../../src/base/error.ts';
import { en } from '../../../src/i18n/en/index.ts';
import { describeError, languages, t } from '../../../src/i18n/i18n.svelte.ts';
import type { Message } from '../../../src/i18n/message.ts';

const messages = Object.entries<Message>(en);

describe('the English source', () => {
  it('has in every plural exactly the categories of English', () => {
    const categories = new Intl.PluralRules('en').resolvedOptions().pluralCategories.toSorted();
    for (const [key, message] of messages) {
      if (typeof message !== 'string') expect(Object.keys(message).toSorted(), key).toEqual(categories);
    }
  });

  it('has no empty message and no unbalanced brace', () => {
    for (const [key, message] of messages) {
      for (const text of typeof message === 'string' ? [message] : Object.values(message)) {
        expect(text.trim(), key).not.toBe('');
        expect(text.replaceAll(/\{\w+\}/g, ''), key).not.toMatch(/[{}]/);
      }
    }
  });

  it('is always among the languages', () => {
    expect(languages).toContain('en');
    expect(t('common.rows', { count: 1 })).toBe('1 row');
    expect(t('common.rows', { count: 4812 })).toBe('4,812 rows');
  });
});

describe('describeError', () => {
  it('fills the sentence of the code with the details', () => {
    expect(describeError(appError('counts-invalid', { line: 12, value: 'abc' }))).toMatch(/^Line 12 .*“abc”/);
  });

  it('writes sizes as sizes', () => {
    const text = describeError(appError('storage-full', { usage: 1_800_000, quota: 2_000_000_000 }));
    expect(text).toContain('1.8 MB of 2.0 GB');
  });
});
