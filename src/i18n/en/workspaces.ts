import type { Area } from '../message.ts';

export const workspaces = {
  'workspaces.title': 'Workspaces',
} as const satisfies Area<'workspaces'>;
