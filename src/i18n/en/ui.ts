import type { Area } from '../message.ts';

/** What the generic parts say by themselves. */
export const ui = {
  'ui.clear': 'Clear',
  'ui.loading': 'Loading',
  'ui.slot.escape': 'Esc takes the change back.',
  'ui.search.none': 'Nothing matches “{search}”.',
  'ui.search.narrow': {
    one: '{count} more; type to narrow the list',
    other: '{count} more; type to narrow the list',
  },
  'ui.search.results': { one: '{count} result', other: '{count} results' },
  'ui.chosen': { one: '{count} chosen', other: '{count} chosen' },
  'ui.choose': 'Choose',
  'ui.selectAll': 'All',
  'ui.selectNone': 'None',
  'ui.progress.left': '{time} left',
  'ui.progress.nearly': 'Nearly done',
  'ui.confirm.type': 'Type {text} to confirm',
  'ui.required': 'required',
  'ui.number.range': 'Enter a number from {min} to {max}.',
  'ui.number.whole': 'Enter a whole number from {min} to {max}.',
  'ui.number.kept': 'Until then it stays {value}.',
  'ui.number.invalid': 'Enter a number.',
  'ui.toasts': 'Notices',
  'ui.undone': 'Taken back: {what}',
  'ui.dismiss': 'Dismiss',
  'ui.drop.here': 'Drop the files here',
  'ui.list.failed': 'These rows could not be loaded.',
  'ui.sort.ascending': 'sorted ascending',
  'ui.sort.descending': 'sorted descending',
  'ui.sheet.handle': 'Drag down to close',
} as const satisfies Area<'ui'>;
