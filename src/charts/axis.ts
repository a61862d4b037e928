import type { PeriodUnit } from '../base/calendar.ts';
import type { Format } from '../i18n/format.ts';
import type { Measure } from './fit.ts';
import { periodLabel, periodText } from './period.ts';

/** The name of a period under an axis. */
export interface AxisName {
  readonly column: number;
  readonly text: string;
  readonly x: number;
  readonly anchor: 'start' | 'mid' | 'end';
}

/** Room between two names, px. */
const APART = 8;

/**
 * Returns the names under an axis of periods: of the newest, and of as many before it at equal steps as there is room for; the first period of all
 * takes the place of the earliest of these. The first is written with its year, and so is every one of another year than that before it.
 * @param columns ascending, with the place of each on the axis, px, and what stands behind its name
 * @param width of the drawing, px; no name ends outside of it
 */
export function axisNames(
  columns: readonly { readonly period: string; readonly x: number; readonly mark?: string }[],
  unit: PeriodUnit,
  format: Format,
  width: number,
  measure: Measure,
): readonly AxisName[] {
  const last = columns.length - 1;
  const newest = columns[last];
  if (newest === undefined) return [];
  const pitch = last === 0 ? width : Math.max(0.01, (newest.x - columns[0]!.x) / last);
  // All names are at least half as long as this one; smaller steps need not be tried.
  const least = measure(periodLabel(newest.period, unit, format)) / 2;
  for (let every = Math.max(1, Math.ceil(least / pitch)); ; every += 1) {
    const names: AxisName[] = [];
    let year = '';
    let end = -Infinity;
    let apart = true;
    const lead = last % every;
    const next = (column: number): number => column + every + (column === 0 ? lead : 0);
    for (let column = lead === last ? last : 0; column <= last && apart; column = next(column)) {
      const { period, x, mark = '' } = columns[column]!;
      const own = period.slice(0, 4);
      const text = (own === year ? periodLabel : periodText)(period, unit, format) + mark;
      const long = measure(text);
      const place = axisPlace(x, long, width);
      const start = place.x - (place.anchor === 'mid' ? long / 2 : place.anchor === 'end' ? long : 0);
      apart = start >= end + APART;
      names.push({ column, text, ...place });
      year = own;
      end = start + long;
    }
    if (apart) return names;
  }
}

/** Where a text stands under its place on the axis, or at an end of the room where it would be cut there. */
function axisPlace(x: number, text: number, width: number): Pick<AxisName, 'x' | 'anchor'> {
  if (x < text / 2) return { x: 0, anchor: 'start' };
  return x > width - text / 2 ? { x: width, anchor: 'end' } : { x, anchor: 'mid' };
}
