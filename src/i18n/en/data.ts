import type { Area } from '../message.ts';

export const data = {
  'data.title': 'Data',
} as const satisfies Area<'data'>;
