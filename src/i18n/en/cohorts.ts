import type { Area } from '../message.ts';

/** The Cohorts page. */
export const cohorts = {
  'cohorts.title': 'Cohorts',
} as const satisfies Area<'cohorts'>;
