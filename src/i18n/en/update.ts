import type { Area } from '../message.ts';

/** The offer of a new version of the app. */
export const update = {
  'update.offered': 'A new version of Suppilo is ready.',
  'update.asking': 'Asking the other tabs of Suppilo…',
  'update.blocked': 'Not updated: {reason}',
  'update.applying': 'Updating. Every tab of Suppilo reloads.',
  'update.apply': 'Update',
  'update.again': 'Try again',
  'update.later': 'Later',
} as const satisfies Area<'update'>;
