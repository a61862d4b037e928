import { render } from 'vitest-browser-svelte';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { exportPng, exportSvg, type ExportOptions } from '../../../src/charts/export/export.ts';
import Funnel from '../../../src/charts/funnel/Funnel.svelte';
import { heatSvg } from '../../../src/charts/heatmap/export.ts';
import { layoutHeat } from '../../../src/charts/heatmap/layout.ts';
import { columnsOf, mockRows, resultOf } from '../../unit/charts/cohort-sample.ts';
import { shop } from '../../unit/charts/sample.ts';
import { format, roomOf } from './page.ts';

const options = {
  title: 'Visit to Purchase <2026>',
  description: '9,284 entered & 1,191 purchased.',
  note: 'Rates over the matured entrants.',
};
const violations: string[] = [];
const rooms: HTMLElement[] = [];

// What the app's content policy says of pictures and style attributes.
beforeAll(() => {
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = "img-src 'self' data: blob:; style-src-attr 'none'";
  document.head.append(policy);
  document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));
});
afterEach(() => {
  for (const room of rooms.splice(0)) room.remove();
});

async function drawn(width: number): Promise<HTMLElement> {
  const room = roomOf(width);
  rooms.push(room);
  await render(
    Funnel,
    { steps: shop, label: 'Funnel', format, onpick: vi.fn(), selected: { step: 1, segment: 'open' } },
    { baseElement: room },
  );
  await expect.poll(() => room.querySelector('svg.chart')).not.toBeNull();
  return room;
}

async function svgOf(width: number): Promise<{ text: string; svg: Document }> {
  const made = exportSvg(await drawn(width), options);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  expect(made.value.type).toContain('image/svg+xml');
  const text = await made.value.text();
  return { text, svg: new DOMParser().parseFromString(text, 'image/svg+xml') };
}

describe('export as SVG', () => {
  it('parses, is titled and described, and leaves the page behind', async () => {
    const { text, svg } = await svgOf(840);
    expect(svg.querySelector('parsererror')).toBeNull();
    expect(svg.documentElement.getAttribute('viewBox')).toMatch(/^0 0 888 \d+$/);
    expect(svg.querySelector('svg > title')?.textContent).toBe(options.title);
    expect(svg.querySelector('svg > desc')?.textContent).toBe(options.description);
    expect(text).not.toMatch(/class=|style=|tabindex|data-|var\(|light-dark/);
    expect(svg.documentElement.textContent).toContain('Checkout started');
    expect(svg.documentElement.textContent).toContain(options.note);
  });

  it('fetches nothing from outside and finds every ground within', async () => {
    const { text, svg } = await svgOf(360);
    expect(text.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|href=|@import|url\((?!#)/);
    const wanted = new Set(Array.from(text.matchAll(/url\(#([^)]+)\)/g), ([, id]) => id));
    expect(wanted.size).toBeGreaterThanOrEqual(3);
    for (const id of wanted) expect(svg.getElementById(id ?? ''), id).not.toBeNull();
  });

  it('writes the colours of the marks onto them and explains the grounds', async () => {
    const { svg } = await svgOf(840);
    const fills = Array.from(svg.querySelectorAll('rect'), (rect) => rect.getAttribute('fill'));
    // --went in light.
    expect(fills).toContain('rgb(2, 109, 124)');
    const words = Array.from(svg.querySelectorAll('text'), ({ textContent }) => textContent);
    expect(words).toEqual(expect.arrayContaining(['Went on', 'Still open', 'Dropped', 'Excluded']));
  });

  it('breaks the key into rows, and is as wide as its heading', async () => {
    const { svg } = await svgOf(240);
    const width = Number(svg.documentElement.getAttribute('width'));
    const placeOf = (word: string): readonly number[] => {
      const text = [...svg.querySelectorAll('text')].find(({ textContent }) => textContent === word)!;
      return [Number(text.getAttribute('x')), Number(text.getAttribute('y'))];
    };
    const [went, excluded] = [placeOf('Went on'), placeOf('Excluded')];
    expect(excluded[1]).toBeGreaterThan(went[1]!);
    expect(excluded[0]! + 60).toBeLessThan(width);
    expect(Number(svg.documentElement.getAttribute('height'))).toBeGreaterThan(excluded[1]!);
  });

  it('says so when there is nothing to export', () => {
    expect(exportSvg(document.createElement('div'), options)).toMatchObject({
      ok: false,
      error: { code: 'internal' },
    });
  });
});

describe('a heatmap as a picture', () => {
  const mock = layoutHeat(resultOf(mockRows), 'rate', 'pooled');
  const words = {
    format,
    figure: 'rate',
    mean: 'pooled',
    columns: columnsOf(12),
    period: { unit: 'month', n: 1 },
    currency: null,
  } as const;
  const heatmap = (given: ExportOptions) => heatSvg(document.body, mock, words, 'Cohort', given);

  it('needs nothing of the page: colours, grounds and words are in it', async () => {
    const made = exportSvg(heatmap, options);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const text = await made.value.text();
    const svg = new DOMParser().parseFromString(text, 'image/svg+xml');
    expect(svg.querySelector('parsererror')).toBeNull();
    expect(svg.querySelector('svg > title')?.textContent).toBe(options.title);
    expect(text).not.toMatch(/class=|style=|var\(|light-dark/);
    // 78 cells of twelve months, of which the last of each is hatched.
    expect(svg.querySelectorAll('rect[rx]')).toHaveLength(78);
    expect(svg.querySelectorAll('rect[fill="url(#hatch)"]')).toHaveLength(12);
    expect(svg.getElementById('hatch')?.localName).toBe('pattern');
    // --seq-7 in light.
    expect(svg.querySelector('rect[fill="rgb(3, 87, 101)"]')).not.toBeNull();
  });

  it('paints, within the content policy', async () => {
    const made = await exportPng(heatmap, options);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const picture = await createImageBitmap(made.value);
    expect(picture.width).toBeGreaterThan(1000);
    expect(violations).toEqual([]);
  });
});

describe('export as PNG', () => {
  it('paints two pixels to each of the drawing, within the content policy', async () => {
    const room = await drawn(840);
    // A pointer left where a bar is now would colour it.
    await userEvent.hover(document.documentElement, { position: { x: 1, y: 1 } });
    const height = room.querySelector<SVGSVGElement>('svg.chart')!.viewBox.baseVal.height;
    const made = await exportPng(room, options);
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    expect(made.value.type).toBe('image/png');
    const picture = await createImageBitmap(made.value);
    expect(picture.width).toBe(888 * 2);
    // Heading 32, key 28, note 20, margins 24 each.
    expect(picture.height).toBe((height + 32 + 28 + 20 + 48) * 2);
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const pen = canvas.getContext('2d')!;
    pen.drawImage(picture, 0, 0);
    // Inside the first bar's went-on part: --went.
    const [red, green, blue] = pen.getImageData((24 + 112 + 26) * 2, (24 + 32 + 250) * 2, 1, 1).data;
    expect([red, green, blue]).toEqual([2, 109, 124]);
    expect(violations).toEqual([]);
  });
});
