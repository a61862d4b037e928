import { MediaQuery } from 'svelte/reactivity';

/** True where there is a bottom bar and a sheet instead of the rail and the inspector. */
export const small = new MediaQuery('(max-width: 47.49rem)');
