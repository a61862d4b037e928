import axe from 'axe-core';
import { expect } from 'vitest';

/** Rules of WCAG 2.2 up to AA, and of good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** About whole pages; what is tested here is a part of one. */
const OFF = ['region', 'page-has-heading-one', 'landmark-one-main', 'html-has-lang', 'document-title'];

/** Ends every movement, so that colours and places are read as they will stay. */
export function settle(): void {
  // Laying out starts the transitions that a change of theme causes.
  document.body.getBoundingClientRect();
  for (const animation of document.getAnimations()) {
    if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
  }
}

/** Fails on anything axe finds in `context`, in light and in dark. */
export async function expectAccessible(context: Element = document.body): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    document.documentElement.dataset['theme'] = theme;
    settle();
    const { violations } = await axe.run(context, {
      runOnly: TAGS,
      rules: Object.fromEntries(OFF.map((rule) => [rule, { enabled: false }])),
    });
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${theme}: ${id}: ${html}`));
    expect(found).toEqual([]);
  }
  delete document.documentElement.dataset['theme'];
  settle();
}
