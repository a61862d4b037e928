import type { Area } from '../message.ts';

export const imports = {
  'import.title': 'Import',
} as const satisfies Area<'import'>;
