/** Periods that an answer has at most: more can't be read. */
export const MOST_PERIODS = 500;

/** Returns how many of `count` periods are left out of an answer, so that the latest 500 stay; notes it where there are any. */
export function periodsCut(
  count: number,
  notes: {
    push(note: { code: 'periods-cut'; details: { readonly count: number; readonly kept: number } }): number;
  },
): number {
  const cut = Math.max(0, count - MOST_PERIODS);
  if (cut > 0) notes.push({ code: 'periods-cut', details: { count: cut, kept: MOST_PERIODS } });
  return cut;
}
