/** Which build this is. Shown where a fault is reported. */
export const build = { version: __APP_VERSION__, id: __BUILD_ID__ } as const;
