import type { Area } from '../message.ts';

export const funnel = {
  'funnel.title': 'Funnel',
} as const satisfies Area<'funnel'>;
