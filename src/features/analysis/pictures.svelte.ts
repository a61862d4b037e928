import { createContext } from 'svelte';
import type { Drawing } from '../../charts/export/export.ts';
import type { ExportOptions } from '../../charts/export/svg.ts';
import type { Toasts } from '../../state/toasts.svelte.ts';
import type { MenuItem } from '../../ui/types.ts';
import { fileName, pictureItem } from './output.ts';

/** What a chart is called and says once it is a file. */
interface PictureWords extends ExportOptions {
  /** Its row in the menu, and the name of the file. */
  readonly name: string;
}

/** A chart that is on screen. */
interface Picture {
  readonly host: Element;
  /** What it is called now. */
  readonly words: () => PictureWords;
  /** Draws what is no SVG on the page. */
  readonly draw: () => Drawing | undefined;
}

/** The charts on screen that can be taken away as pictures: `Picture.svelte` adds them, the head of the page lists them. */
export class Pictures {
  #all = $state.raw<readonly Picture[]>([]);

  /** Adds a chart; returns what takes it out again. */
  add(picture: Picture): () => void {
    this.#all = [...this.#all, picture];
    return () => {
      this.#all = this.#all.filter((each) => each !== picture);
    };
  }

  /** A row for each chart, in the order of the page. */
  items(toasts: Toasts): readonly MenuItem[] {
    return this.#all.toSorted(byPlace).map(({ host, words, draw }) => {
      const { name, ...rest } = words();
      return pictureItem(draw() ?? host, rest, fileName(name), toasts, name);
    });
  }
}

function byPlace({ host: a }: Picture, { host: b }: Picture): number {
  return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

/** Set by `openAnalysis`. */
export const [getPictures, setPictures] = createContext<Pictures>();
