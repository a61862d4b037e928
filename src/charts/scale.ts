/** A box in SVG units (CSS pixels). */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Writes a coordinate for an SVG path: at most two decimals, no trailing zeros, never `NaN`. */
export function px(value: number): string {
  return Number.isFinite(value) ? String(Math.round(value * 100) / 100) : '0';
}

/**
 * Returns where a plot of `count` equal columns from `left` on ends at the latest, so that a name of `name` px under the middle of
 * the last one stays within `width`.
 */
export function endOfColumns(left: number, width: number, count: number, name: number): number {
  const columns = Math.max(1, count);
  // The name stands half a column from the end.
  return left + ((width - name / 2 - left) * columns) / (columns - 0.5);
}

/**
 * Round values from 0 up to `max`, in steps of 1, 2, 2.5 or 5 times a power of ten.
 * @param max largest value shown; anything but a positive finite number gives `[0]`
 * @param most how many steps may fit below `max`
 * @param whole steps are whole numbers (people)
 */
export function ticksTo(max: number, most: number, whole: boolean): readonly number[] {
  if (!(max > 0) || !Number.isFinite(max)) return [0];
  let power = 10 ** Math.floor(Math.log10(max / most));
  for (;;) {
    for (const factor of [1, 2, 2.5, 5]) {
      const step = factor * power;
      if (whole && !Number.isInteger(step)) continue;
      if (max / step <= most) {
        return Array.from({ length: Math.floor(max / step + 1e-9) + 1 }, (_, i) => i * step);
      }
    }
    power *= 10;
  }
}
