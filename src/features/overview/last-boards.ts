/** The dashboard last open in each workspace since the app was opened; null: one that was never stored. */
export const lastBoards = new Map<string, string | null>();
