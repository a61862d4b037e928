/** Colours that can be told apart; further lines are grey. */
const COLOURS = 8;

/** Colour of a line by its place among those that have one; −1 is a quiet line. `ink`: to be read as text. */
export function lineColour(hue: number, ink = false): string {
  return hue < 0 || hue >= COLOURS ? 'var(--text-muted)' : `var(--cat-${hue + 1}${ink ? '-ink' : ''})`;
}

/** Dashes that tell lines apart without colour, one after the other. */
const DASHES = ['none', '6 3', '2 2', '9 3 2 3', '12 3', '4 2', '1 3', '6 2 1 2 1 2'] as const;

/** Dashes of a line, as `stroke-dasharray`; a quiet one has none. */
export function lineDash(hue: number): string {
  return hue < 0 ? 'none' : (DASHES[hue % DASHES.length] ?? 'none');
}
