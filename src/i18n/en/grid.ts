import type { Area } from '../message.ts';

/** What a grid of tiles says about moving and resizing them. */
export const grid = {
  'grid.handle': 'Move {name}',
  'grid.keys':
    'Arrow keys move the tile, Shift and arrow keys resize it, Escape puts it back, Enter shows buttons that do the same.',
  'grid.move': 'Move and resize {name}',
  'grid.position': 'Position',
  'grid.size': 'Size',
  'grid.up': 'Up',
  'grid.down': 'Down',
  'grid.left': 'Left',
  'grid.right': 'Right',
  'grid.wider': 'Wider',
  'grid.narrower': 'Narrower',
  'grid.taller': 'Taller',
  'grid.shorter': 'Shorter',
  'grid.at': '{name}: column {column}, row {row}, {wide} wide, {high} high',
  'grid.place': '{name}: place {place} of {count}',
  'grid.stuck': '{name} can’t go further there.',
  'grid.back': 'Everything is where it was.',
} as const satisfies Area<'grid'>;
