import { t } from '../../i18n/i18n.svelte.ts';
import type { Measure } from '../fit.ts';
import { PARTS, type Part } from '../funnel/segments.ts';
import { measureLike } from '../measure.ts';

/** What an exported chart says beside its drawing. */
export interface ExportOptions {
  /** Heading over the drawing, and the file's title. */
  readonly title: string;
  /** What the drawing shows in a sentence, for readers who can't see it. */
  readonly description: string;
  /** A line under the drawing: the base of the rates, the source, the date. */
  readonly note?: string;
}

/** A chart on its own, with its size in px. */
export interface ExportedSvg {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

const SVG = 'http://www.w3.org/2000/svg';
const PAD = 24;
const HEADING = 32;
const LINE = 20;
const SWATCH = 12;

/** What style sheets give a mark, each of which is an SVG attribute too. */
const PRESENTATION = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'shape-rendering',
] as const;
const TEXT = ['font-family', 'font-size', 'font-weight', 'text-anchor'] as const;
const STOP = ['stop-color', 'stop-opacity'] as const;
/** Of use only on a page. */
const PAGE_ATTRIBUTES: ReadonlySet<string> = new Set([
  'class',
  'style',
  'role',
  'tabindex',
  'aria-label',
  'aria-describedby',
  'aria-hidden',
]);
const PART_CLASS: Readonly<Record<Part, string>> = {
  'went-on': 'm-went',
  open: 'm-open',
  dropped: 'm-drop',
  excluded: 'm-excl',
};

/**
 * A chart as an SVG file that needs nothing else: computed colours and fonts written onto every mark, its own grounds,
 * a title and description, a background, a key to the grounds it uses.
 * @param host the drawing or anything around it
 * @returns null when there is no drawing in it
 */
export function standaloneSvg(host: Element, options: ExportOptions): ExportedSvg | null {
  const drawing = host.matches('svg.chart') ? host : host.querySelector('svg.chart');
  if (!(drawing instanceof SVGSVGElement)) return null;
  const keys = keysOf(drawing);
  const marks = Array.from(drawing.children, copyOf).filter((mark) => mark !== null);

  const { width, height } = drawing.viewBox.baseVal;
  return framedSvg(drawing, { width, height, marks, keys }, options);
}

/** What stands in an exported picture: marks that need nothing of the page. */
interface Framed {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Element[];
  /** Samples of the grounds that are used. */
  readonly keys?: readonly KeySample[];
}

/**
 * Marks as an SVG file: with title and description, heading, background and note.
 * @param at an element of the page, whose face and colours are taken
 */
export function framedSvg(
  at: Element,
  { width: inner, height: tall, marks, keys = [] }: Framed,
  { title, description, note }: ExportOptions,
): ExportedSvg {
  const ink = resolved(at, '--text-strong');
  const quiet = resolved(at, '--text-muted');
  const width = Math.ceil(Math.max(inner, measureLike(at, 600, 1)(title))) + 2 * PAD;
  const rows = keyRows(keys, width - 2 * PAD, measureLike(at, 400, 0.75));
  const below = (rows.length > 0 ? LINE * rows.length + 8 : 0) + (note === undefined ? 0 : LINE);
  const height = Math.ceil(tall) + HEADING + below + 2 * PAD;

  const svg = drawn('svg', {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'font-family': getComputedStyle(at).fontFamily,
  });
  svg.append(
    drawn('title', {}, title),
    drawn('desc', {}, description),
    drawn('rect', { width, height, fill: background(at) }),
    drawn('text', { x: PAD, y: PAD + 14, fill: ink, 'font-size': 16, 'font-weight': 600 }, title),
  );
  const frame = drawn('g', { transform: `translate(${PAD} ${PAD + HEADING})` });
  frame.append(...marks);
  svg.append(frame);

  let y = PAD + HEADING + Math.ceil(tall) + LINE;
  for (const row of rows) {
    svg.append(drawnKeys(row, y, quiet));
    y += LINE;
  }
  if (rows.length > 0) y += 8;
  if (note !== undefined) svg.append(drawn('text', { x: PAD, y: y - 4, fill: quiet, 'font-size': 12 }, note));
  return { text: new XMLSerializer().serializeToString(svg), width, height };
}

/**
 * A mark as the page paints it, without what only a page needs; null for what is not shown. Built anew, not cloned: the
 * content policy counts a cloned style attribute as a style in markup.
 */
function copyOf(original: Element): Element | null {
  const style = getComputedStyle(original);
  const inDefs = original.closest('defs') !== null;
  if ((style.display === 'none' && !inDefs) || original.classList.contains('hit')) return null;
  const copy = document.createElementNS(SVG, original.localName);
  for (const { name, value } of original.attributes) {
    if (!PAGE_ATTRIBUTES.has(name) && !name.startsWith('data-')) copy.setAttribute(name, value);
  }
  for (const name of presented(original)) {
    const value = style.getPropertyValue(name);
    if (value !== '') copy.setAttribute(name, local(value));
  }
  for (const child of original.childNodes) {
    const inner =
      child instanceof Text
        ? document.createTextNode(child.data)
        : child instanceof Element
          ? copyOf(child)
          : null;
    if (inner !== null) copy.append(inner);
  }
  return copy;
}

/** Properties a mark gets from style sheets. A group has no paint of its own; it would only repeat what its marks say. */
function presented(mark: Element): readonly string[] {
  if (mark instanceof SVGStopElement) return STOP;
  if (mark instanceof SVGTextContentElement) return [...PRESENTATION, ...TEXT];
  return mark instanceof SVGGeometryElement ? PRESENTATION : [];
}

/** A reference to the drawing's own grounds, however the browser writes it. */
function local(value: string): string {
  return value.replace(/url\(["']?[^#"')]*#([^"')]+)["']?\)/u, 'url(#$1)');
}

interface KeySample {
  readonly label: string;
  readonly sample: Element;
}

/** A sample of every ground the drawing uses, painted like the first mark that uses it. */
function keysOf(drawing: Element): KeySample[] {
  return PARTS.flatMap((part): KeySample[] => {
    // Other charts use the same grounds for something else, which they name themselves.
    const mark =
      drawing.querySelector(`.part.${PART_CLASS[part]}`) ?? drawing.querySelector(`.part.thin-${part}`);
    const sample = mark === null ? null : copyOf(mark);
    if (sample === null) return [];
    return [keyOf(t(`charts.segment.${part}`), sample)];
  }).concat(namedKeys(drawing));
}

/** Samples of marks that say themselves what they are called, one of each name. */
function namedKeys(drawing: Element): KeySample[] {
  const named = new Map<string, Element>();
  for (const mark of drawing.querySelectorAll<SVGElement>('[data-key]'))
    if (!named.has(mark.dataset['key']!)) named.set(mark.dataset['key']!, mark);
  return [...named].flatMap(([label, mark]) => {
    const sample = copyOf(mark);
    return sample === null ? [] : [keyOf(label, sample)];
  });
}

/** A sample in the place of a mark of any form: all bars of a ground may be one path. */
function keyOf(label: string, mark: Element): KeySample {
  const sample = drawn('rect', { width: SWATCH, height: SWATCH });
  for (const name of PRESENTATION) {
    const paint = mark.getAttribute(name);
    if (paint !== null) sample.setAttribute(name, paint);
  }
  return { label, sample };
}

/** A sample of a ground where it stands in its row. */
interface PlacedKey extends KeySample {
  readonly x: number;
}

/** The samples in as many rows as they need. */
function keyRows(keys: readonly KeySample[], room: number, measure: Measure): readonly PlacedKey[][] {
  const rows: PlacedKey[][] = [];
  let x = 0;
  for (const key of keys) {
    const width = SWATCH + 8 + measure(key.label);
    if (rows.length === 0 || (x > 0 && x + width > room)) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1)!.push({ ...key, x });
    x += width + 20;
  }
  return rows;
}

function drawnKeys(keys: readonly PlacedKey[], y: number, ink: string): SVGElement {
  const row = drawn('g', {});
  for (const { label, sample, x } of keys) {
    sample.setAttribute('x', String(PAD + x + 0.5));
    sample.setAttribute('y', String(y - SWATCH + 1.5));
    row.append(sample, drawn('text', { x: PAD + x + SWATCH + 8, y, fill: ink, 'font-size': 12 }, label));
  }
  return row;
}

/** The colour behind the drawing: the nearest one that is not transparent. */
function background(from: Element): string {
  for (let node: Element | null = from; node !== null; node = node.parentElement) {
    const colour = getComputedStyle(node).backgroundColor;
    if (colour !== '' && colour !== 'transparent' && !/^rgba\(.*, 0\)$/u.test(colour)) return colour;
  }
  return '#fff';
}

/** A token's colour in the drawing's own scheme. */
export function resolved(at: Element, token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token}, #000)`;
  (at.parentElement ?? document.body).append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

/** An SVG element; `text` is its content. */
export function drawn(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  text?: string,
): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (text !== undefined) made.textContent = text;
  return made;
}
