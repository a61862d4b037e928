/**
 * Returns how well `text` answers `search`, higher is better, 0 is not at all: every word of the search has to begin a word
 * of the text or stand in it, earlier and at the beginning of words better. Case and marks on letters don't count.
 */
export function score(search: string, text: string): number {
  const hay = fold(text);
  let sum = 1;
  for (const word of fold(search).split(/\s+/).filter(Boolean)) {
    const begins = hay.search(
      new RegExp(`(^|[^\\p{L}\\p{N}])${word.replaceAll(/[^\p{L}\p{N}]/gu, '\\$&')}`, 'u'),
    );
    const inside = hay.indexOf(word);
    if (inside < 0) return 0;
    sum += begins >= 0 ? 2 + 1 / (1 + begins) : 1 / (1 + inside);
  }
  return sum;
}

function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
