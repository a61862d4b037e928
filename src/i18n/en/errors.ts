import type { ErrorCode } from '../../base/error.ts';
import type { Message } from '../message.ts';

/** A sentence for every expected failure: what failed, where, and what to do. Holes are the error's details. */
export const errors = {
  'error.cancelled': 'This was cancelled. Nothing was changed.',
  'error.internal':
    'Something went wrong in the app itself: {message}. Your saved data are untouched. Reload the page and try again.',
  'error.worker-crashed':
    'The part of the app that computes stopped, perhaps for lack of memory. Saved data are safe. Try again; it has been restarted.',

  'error.workspace-missing':
    'There is no workspace “{id}” on this device. It may have been deleted in another tab. Choose one from the list.',
  'error.workspace-newer':
    'The workspace “{name}” was written by a newer version of Suppilo (format {found}, this version knows {known}). You can read it here; reload to update before you change it.',
  'error.storage-full':
    'This device has no room left for the browser: {usage} of {quota} used. Nothing was written. Delete a workspace or free space on the disk, then try again.',
  'error.storage-failed':
    'The browser could not save to its storage on this device: {message}. Nothing was changed. Try again; if it fails again, write a backup and reload.',
  'error.storage-blocked':
    'Another tab with an older version of Suppilo keeps the database open. Close or reload the other tabs, then try again.',
  'error.import-locked':
    'Another tab is importing into this workspace. Wait until it is done or cancel it there, then try again.',
  'error.run-missing':
    'The import {id} is not in this workspace any more. It may have been undone in another tab.',
  'error.edit-stale':
    '“{name}” was changed in another tab since you opened it. Nothing was written. Open it again to see that version, or save yours under another name.',

  'error.file-empty': 'The file {file} is empty. Export it again and drop it here.',
  'error.file-only-header':
    'The file {file} has a header and no rows below it. Export it again with the rows, or leave it out.',
  'error.file-unreadable':
    'The file {file} could not be read: {message}. It may have been moved or changed since you chose it. Choose it again.',
  'error.file-too-large':
    'The file {file} has {rows} rows, more than fit in this tab. Split it, or keep only the columns and the time you need.',
  'error.file-not-text':
    'The file {file} is not a text table. Save it as CSV (in a spreadsheet: File, Save as, CSV) and drop that.',
  'error.shape-unknown':
    'What the columns of {file} mean could not be recognised. Say for each column what it is, beginning with the person and the time.',
  'error.mapping-incomplete': 'The mapping is not complete: {missing} is missing. Choose a column for it.',
  'error.counts-invalid':
    'Line {line} is not a stage with a count: “{value}”. Write one stage a line, its name, then a whole number.',

  'error.periods-too-many':
    'Between the first event and the last lie {count} of these periods; at most {most} are counted. Choose longer periods. A date such as 0001-01-01, written for “none”, makes the data look that long.',
  'error.question-invalid':
    'This question can’t be answered because of {where}. Change that, or begin with a new question.',
  'error.question-unreadable':
    'The question in this address can’t be read: {what}. The link may be cut off or from another version. Begin with a new question.',

  'error.backup-not-ours':
    'The file {file} is not a Suppilo backup. Choose a file whose name ends in .suppilo.',
  'error.backup-newer':
    'This backup was written by a newer version of Suppilo (format {found}, this version knows {known}). Reload to update, then restore it.',
  'error.backup-damaged':
    'This backup is damaged at {where}: what was read is not what was written. Nothing was restored. Use another copy of the file.',
  'error.backup-truncated':
    'This backup ends too early, in {where}; the copy was probably cut off. Nothing was restored. Copy the file again or use another one.',
} as const satisfies Record<`error.${ErrorCode}`, Message>;
