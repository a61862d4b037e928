import { expect, it } from 'vitest';
import { shownProof } from '../../../src/features/people/proof-choice.svelte.ts';

// D-1 counts once, by its second start; D-2 does not count; D-3 does.
const proofs = [
  { held: 'D-1', listed: false },
  { held: 'D-1', listed: true },
  { held: 'D-2', listed: false },
  { held: 'D-3', listed: true },
];
const counts = ({ listed }: { readonly listed: boolean }): boolean => listed;
const shown = (held: string | null, chosen: number | null = null): number =>
  shownProof(proofs, chosen, held, counts);

it('shows the value that is open, the proof that the list counts before its others', () => {
  expect(['D-1', 'D-2', 'D-3'].map((held) => shown(held))).toEqual([1, 2, 3]);
});

it('shows the first that the list counts where no value of these is open', () => {
  expect([shown(null), shown('gone')]).toEqual([1, 1]);
  expect(shownProof(proofs, null, null, () => false)).toBe(0);
});

it('shows what the reader chose until another value is opened', () => {
  expect(shown('D-1', 0)).toBe(0);
  expect(shown('D-3', 0)).toBe(3);
  // People, who have no values, are told apart by the reader's choice alone.
  const starts = proofs.map((proof) => ({ ...proof, held: null }));
  expect(shownProof(starts, 2, null, counts)).toBe(2);
});
