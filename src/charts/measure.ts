import { average, type Measure } from './fit.ts';

const known = new Map<string, Measure>();
let pen: CanvasRenderingContext2D | null | undefined;

/**
 * A measure of texts set in a font.
 * @param font CSS font shorthand with resolved lengths, such as `600 13px sans-serif`
 * @param size the font's size in px, used for an estimate where there is no canvas
 */
function measureIn(font: string, size: number): Measure {
  const made = known.get(font);
  if (made !== undefined) return made;
  pen ??= document.createElement('canvas').getContext('2d');
  const context = pen;
  const widths = new Map<string, number>();
  const measure: Measure =
    context === null
      ? average(size)
      : (text) => {
          const width = widths.get(text);
          if (width !== undefined) return width;
          context.font = font;
          const measured = context.measureText(text).width;
          widths.set(text, measured);
          return measured;
        };
  known.set(font, measure);
  return measure;
}

/** A measure of the names under an axis, in the face of an element; an estimate while there is none. */
export function measureAxis(element: Element | undefined): Measure {
  return element ? measureLike(element, 400, 0.6875) : average(11);
}

/** A measure in the face of an element, at a weight and size. */
export function measureLike(element: Element, weight: number, rem: number): Measure {
  const root = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const size = rem * root;
  return measureIn(`${weight} ${size}px ${getComputedStyle(element).fontFamily}`, size);
}
