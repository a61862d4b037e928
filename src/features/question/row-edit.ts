/** What was done to a list of rows; places count from 0. */
export type RowEdit<Item> =
  | { readonly did: 'set'; readonly at: number; readonly item: Item }
  | { readonly did: 'add'; readonly item: Item }
  | { readonly did: 'remove'; readonly at: number }
  | { readonly did: 'move'; readonly from: number; readonly to: number };
