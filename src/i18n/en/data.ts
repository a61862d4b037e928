import type { Area } from '../message.ts';

/** The data page: imports, storage, backup. */
export const data = {
  'data.title': 'Data',
  'data.import': 'Import files',
  'data.runs': 'Imports',
  'data.runs.hint': 'each can be taken back as a whole',
  'data.runs.empty': 'Nothing is in here yet',
  'data.runs.empty.text':
    'Drop a CSV export with events, leads or deals, or begin with a sample workspace from the start page.',
  'data.runs.file': 'File',
  'data.runs.when': 'Imported',
  'data.runs.rows': 'Rows',
  'data.runs.rejected': 'Rejected',
  'data.runs.events': 'Events',
  'data.runs.people': 'People',
  'data.runs.range': 'From, to',
  'data.runs.sample': 'Sample data, {people} people',
  'data.runs.actions': 'Actions for {file}',
  'data.runs.undo': 'Undo import',
  'data.runs.undo.title': 'Undo the import of {file}?',
  'data.runs.undo.text':
    'Its {events} events and what it said about people are removed. The file itself is not touched; it can be imported again.',
  'data.runs.undone': 'The import of {file} was taken back.',
  'data.runs.rejects': 'Download rejected rows',

  'data.health': 'Storage',
  'data.health.hint': 'everything stays in this browser, on this device',
  'data.health.persisted': 'Kept until you delete it',
  'data.health.persisted.yes': 'yes, the browser has promised',
  'data.health.persisted.no': 'no: the browser may remove it when space runs low',
  'data.health.persisted.unknown': 'this browser does not say',
  'data.health.persist': 'Ask the browser to keep it',
  'data.health.persist.why': 'Without its promise, a browser may clear a site’s data when the disk fills up.',
  'data.health.persist.refused':
    'The browser did not promise. Install the app or bookmark it, then ask again; and write backups.',
  'data.health.used': 'Used by all workspaces',
  'data.health.of': '{used} of {quota}',
  'data.health.events': 'Events here',
  'data.health.people': 'People here',
  'data.health.backup': 'Last backup',
  'data.health.backup.never': 'never',
  'data.health.private':
    'This looks like a private window: everything is lost when it closes. Use a normal window, or write a backup before you close it.',
  'data.health.readonly':
    'This workspace was written by a newer version of the app and can only be read here. Reload to update.',
  'data.health.failed': 'What is stored could not be measured.',

  'data.backup': 'Backup',
  'data.backup.text':
    'One file with everything in this workspace. It is read back and compared before it counts as saved.',
  'data.backup.write': 'Write a backup',
  'data.backup.busy': 'Writing the backup',
  'data.backup.saved': 'Backup saved and read back: {size}.',

  'data.settings': 'Settings',
  'data.settings.change': 'Change the settings',
  'data.delete': 'Delete this workspace',
} as const satisfies Area<'data'>;
