import type { Area } from '../message.ts';

/** Saved questions. */
export const insights = {
  'insights.title': 'Saved questions',
  'insights.open': 'Saved questions',
  'insights.none':
    'Nothing is saved here yet. Save a question under a name, and it is kept with this workspace.',
  'insights.save': 'Save question',
  'insights.saved': 'Saved',
  'insights.saveChanges': 'Save changes',
  'insights.saveAs': 'Save under another name',
  'insights.edited': 'edited',
  'insights.backToSaved': 'Back to the saved question',
  'insights.name': 'Name',
  'insights.name.hint': 'What it answers, such as “Visit to purchase by device”.',
  'insights.name.missing': 'Give it a name.',
  'insights.name.default': '{first} to {last}',
  'insights.rename': 'Rename',
  'insights.duplicate': 'Duplicate',
  'insights.duplicate.name': '{name}, copy',
  'insights.delete': 'Delete',
  'insights.deleted': '“{name}” was deleted.',
  'insights.actions': 'More for {name}',
  'insights.changedAt': 'changed {date}',
  'insights.kind.funnel': 'Funnel',
  'insights.kind.counts': 'Counts',
  'insights.kind.retention': 'Cohorts',
  'insights.failed': 'The saved questions could not be read.',
} as const satisfies Area<'insights'>;
