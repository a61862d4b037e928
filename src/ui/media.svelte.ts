import { MediaQuery } from 'svelte/reactivity';

/** Bottom bar and sheets instead of rail and inspector. */
export const small = new MediaQuery('(max-width: 47.49rem)');

/** The inspector has a column of its own beside the page. */
export const wide = new MediaQuery('(min-width: 81.25rem)');

export const reducedMotion = new MediaQuery('(prefers-reduced-motion: reduce)');
