import { vi } from 'vitest';
import { page } from 'vitest/browser';

/**
 * Opens the export menu of a page and takes every chart away as SVG. Returns what is written in each, by the name of its file, in the order of
 * the menu.
 */
export async function takePictures(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, Promise<string>>();
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    files.set(
      this.download,
      fetch(this.href).then((response) => response.text()),
    );
  });
  const open = (): Promise<void> => page.getByRole('button', { name: 'Export' }).click();
  await open();
  const rows = page.getByRole('menuitem', { name: / as SVG$/ }).elements().length;
  for (let row = 0; row < rows; row++) {
    if (row > 0) await open();
    await page
      .getByRole('menuitem', { name: / as SVG$/ })
      .nth(row)
      .click();
  }
  click.mockRestore();
  const read = await Promise.all([...files].map(async ([name, text]) => [name, await text] as const));
  return new Map(read.map(([name, text]) => [name, textOf(text)]));
}

/** The words of a picture; throws when it is none. */
function textOf(svg: string): string {
  const { documentElement } = new DOMParser().parseFromString(svg, 'image/svg+xml');
  if (documentElement.localName !== 'svg') throw new Error(`No picture: ${svg.slice(0, 200)}`);
  return [...documentElement.querySelectorAll('text')].map(({ textContent }) => textContent).join(' | ');
}
