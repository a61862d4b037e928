import type { Area } from '../message.ts';

/** The start page, and making, changing and removing workspaces. */
export const workspaces = {
  'workspaces.welcome': 'See where your funnel leaks.',
  'workspaces.welcome.text': 'Suppilo reads your export in this browser and nowhere else.',
  'workspaces.yours': 'Your workspaces',
  'workspaces.yours.hint': 'one for each client; each is kept, exported and deleted on its own',
  'workspaces.open': 'Open {name}',
  'workspaces.sample': 'sample',
  'workspaces.made': 'made {date}',
  'workspaces.backup.never': 'no backup yet',
  'workspaces.backup.at': 'backup {date}',
  'workspaces.menu': 'Actions for {name}',
  'workspaces.settings': 'Settings',
  'workspaces.duplicate': 'Duplicate',
  'workspaces.duplicate.busy': 'Copying {name}',
  'workspaces.duplicate.name': '{name} (copy)',
  'workspaces.duplicated': '{name} was made.',
  'workspaces.delete': 'Delete',

  'workspaces.samples': 'Or open a sample workspace',
  'workspaces.samples.hint': 'made-up people, a real question in each',
  'workspaces.samples.size': 'Size',
  'workspaces.samples.people': { one: '{count} person', other: '{count} people' },
  'workspaces.samples.busy': 'Making {name}',
  'workspaces.samples.busy.text': 'Everybody in it is made up, on this device.',

  'workspaces.empty': 'Start with an empty workspace',
  'workspaces.restore': 'Restore a backup',
  'workspaces.restore.busy': 'Restoring {file}',
  'workspaces.restored': '{name} was restored.',
  'workspaces.restored.name': '{name} (restored {date})',
  'workspaces.privacy': {
    one: '{count} request to another address since this page opened.',
    other: '{count} requests to other addresses since this page opened.',
  },
  'workspaces.privacy.text': 'It works in flight mode; the page’s own rules forbid every other address.',
  'workspaces.privacy.check': 'Check it yourself',
  'workspaces.privacy.how':
    'Open the browser’s developer tools and its network panel, then use the app: nothing but this page’s own files is asked for. Or switch the network off and go on working. The rule that forbids every other address stands in the first lines of the page’s source, as its content security policy.',

  'workspaces.new.title': 'New workspace',
  'workspaces.new.make': 'Make the workspace',
  'workspaces.edit.title': 'Settings of {name}',
  'workspaces.form.name': 'Name',
  'workspaces.form.name.hint': 'Such as the client’s name',
  'workspaces.form.name.missing': 'Give it a name.',
  'workspaces.form.currency': 'Currency',
  'workspaces.currency.assumed': 'The data do not say in what currency: amounts are written in {currency}.',
  'workspaces.currency.change': 'Currency of amounts that name none',
  'workspaces.form.zone': 'Time zone',
  'workspaces.form.zone.hint': 'Days, weeks and months are counted here.',
  'workspaces.form.week': 'Weeks start on',
  'workspaces.form.week.monday': 'Monday',
  'workspaces.form.week.sunday': 'Sunday',

  'workspaces.delete.title': 'Delete {name}?',
  'workspaces.delete.text':
    'Its events, people and saved questions are removed from this device. There is no other copy unless you wrote a backup.',
  'workspaces.delete.confirm': 'Delete the workspace',
  'workspaces.delete.backup': 'Write a backup first',
  'workspaces.deleted': '{name} was deleted.',
} as const satisfies Area<'workspaces'>;
