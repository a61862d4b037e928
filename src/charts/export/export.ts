import { appError, toAppError } from '../../base/error.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { standaloneSvg, type ExportedSvg, type ExportOptions } from './svg.ts';

export type { ExportOptions } from './svg.ts';

/** What is exported: a drawing or anything around it, or the way to draw what is none on the page. */
export type Drawing = Element | ((options: ExportOptions) => ExportedSvg);

/** Browsers refuse larger canvases. */
const LARGEST_SIDE = 16_000;

/** A chart as an SVG file. Fails with `internal` when `host` holds no drawing. */
export function exportSvg(host: Drawing, options: ExportOptions): Result<Blob> {
  const svg = svgOf(host, options);
  return svg === null ? noDrawing() : ok(blobOf(svg));
}

/**
 * A chart as a PNG picture, two pixels to each of the page's (fewer where the picture would be larger than a browser
 * can paint). Fails with `internal` when `host` holds no drawing or the browser can't paint it.
 */
export async function exportPng(host: Drawing, options: ExportOptions, scale = 2): Promise<Result<Blob>> {
  const svg = svgOf(host, options);
  if (svg === null) return noDrawing();
  const url = URL.createObjectURL(blobOf(svg));
  try {
    const image = new Image(svg.width, svg.height);
    image.src = url;
    await image.decode();
    const factor = Math.min(scale, LARGEST_SIDE / Math.max(svg.width, svg.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(svg.width * factor);
    canvas.height = Math.round(svg.height * factor);
    const pen = canvas.getContext('2d');
    pen?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    return blob === null || pen === null
      ? err(appError('internal', { message: 'the picture could not be painted' }))
      : ok(blob);
  } catch (reason) {
    return err(toAppError(reason));
  } finally {
    URL.revokeObjectURL(url);
  }
}

function svgOf(host: Drawing, options: ExportOptions): ExportedSvg | null {
  return typeof host === 'function' ? host(options) : standaloneSvg(host, options);
}

function blobOf(svg: ExportedSvg): Blob {
  return new Blob([svg.text], { type: 'image/svg+xml;charset=utf-8' });
}

function noDrawing(): Result<never> {
  return err(appError('internal', { message: 'there is no chart to export' }));
}
