import { describe, expect, it } from 'vitest';
import { Toasts } from '../../../src/state/toasts.svelte.ts';

const said = (toasts: Toasts): string[] => toasts.items.map(({ text }) => text);

describe('what notices offer to take back', () => {
  it('is the newest alone: where it can’t be taken back that is said, and nothing older is touched', () => {
    const toasts = new Toasts();
    const done: string[] = [];
    toasts.show('One', { undo: () => done.push('One') > 0 });
    toasts.show('Two', { undo: () => false });
    expect(toasts.undo()).toBe(true);
    expect(done).toEqual([]);
    expect(said(toasts)).toEqual(['One', 'Can’t be taken back any more: Two']);
    expect(toasts.undo()).toBe(true);
    expect(done).toEqual(['One']);
    expect(toasts.undo()).toBe(false);
  });

  it('says from the notice too that it can’t be taken back', () => {
    const toasts = new Toasts();
    const id = toasts.show('One', { undo: () => false });
    const { action } = toasts.items[0]!;
    toasts.dismiss(id);
    action!.run();
    expect(said(toasts)).toEqual(['Can’t be taken back any more: One']);
    expect(toasts.undo()).toBe(false);
  });
});
