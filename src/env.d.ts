/// <reference types="vite/client" />
/// <reference types="svelte" />

/** The version in package.json. */
declare const __APP_VERSION__: string;

/** Twelve hexadecimal digits that name the sources this build was made of. */
declare const __BUILD_ID__: string;
