/** A calendar period. Weeks start on the workspace's week start day. */
export type PeriodUnit = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/** 1 = Monday (ISO 8601), 7 = Sunday. */
export type WeekStart = 1 | 7;

/** A calendar date, `YYYY-MM-DD`; never an instant, never shifted by a zone (T2). */
export type CalendarDate = string;

export const DAY_MS = 86_400_000;
