import { expect, test } from 'vitest';
import { busyReason, registerBusy } from '../../../src/state/busy.ts';

test('a page is busy for the first reason given, until that check is taken away', () => {
  let importing: string | null = null;
  const removeForm = registerBusy(() => 'A form has changes');
  const removeImport = registerBusy(() => importing);
  expect(busyReason()).toBe('A form has changes');

  removeForm();
  expect(busyReason()).toBeNull();

  importing = 'An import is running';
  expect(busyReason()).toBe('An import is running');

  removeImport();
  expect(busyReason()).toBeNull();
});
