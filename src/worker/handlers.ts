import type { Control } from '../base/control.ts';
import { answer } from '../engine/answer.ts';
import type { Run } from '../domain/run.ts';
import type { SavedDraft, SavedKind, SavedKinds } from '../domain/saved.ts';
import type { WorkspaceView } from '../protocol/requests.ts';
import { part } from './control.ts';
import { unwrap, type Handlers } from './dispatch.ts';
import { personDossier } from './dossier.ts';
import type { Imports } from './imports.ts';
import type { Library } from './library.ts';
import { overview } from './overview.ts';
import { PeopleLists } from './people.ts';
import { firstQuestion } from './propose.ts';
import { propertyValues } from './values.ts';

/** Returns what answers each of the page's requests, over one library of open storage. */
export function createHandlers(library: Library): Handlers {
  // Reading files, making samples and backups are chunks of their own: a visit that only asks needs none of them.
  let reading: Promise<Imports> | null = null;
  const imports = (): Promise<Imports> =>
    (reading ??= import('./imports.ts').then(({ Imports }) => new Imports(library)));
  const lists = new PeopleLists();

  const runsOf = async (id: string): Promise<readonly Run[]> =>
    unwrap(await (await library.store(id)).runs());

  const saved = async <K extends SavedKind>(id: string, kind: K): Promise<readonly SavedKinds[K][]> =>
    unwrap(await (await library.store(id)).saved(kind));
  const save = async <K extends SavedKind>(
    id: string,
    kind: K,
    draft: SavedDraft<K>,
  ): Promise<SavedKinds[K]> => unwrap(await (await library.store(id)).save(kind, draft));
  const removeSaved = async (id: string, kind: SavedKind, row: string): Promise<null> =>
    unwrap(await (await library.store(id)).removeSaved(kind, row));

  async function open(id: string, control: Control): Promise<WorkspaceView> {
    const [table, workspace, runs, store] = await Promise.all([
      library.table(id, control),
      library.workspace(id),
      runsOf(id),
      library.store(id),
    ]);
    void store.sweep();
    return overview(table, workspace, runs, store.readOnly);
  }

  return {
    async 'workspaces.list'() {
      const catalogue = await library.catalogue();
      const known = unwrap(await catalogue.list());
      // An empty list may be a list that was lost: workspaces whose databases are still there are put back.
      return known.length > 0 ? known : unwrap(await catalogue.rescue());
    },
    'workspaces.create': async (settings) => unwrap(await (await library.catalogue()).create(settings)),
    'workspaces.update': async ({ id, settings }) =>
      unwrap(await (await library.catalogue()).update(id, settings)),
    'workspaces.remove': async ({ id }, control) =>
      unwrap(await (await library.catalogue()).remove(id, control)),
    'workspaces.duplicate': async ({ id, name }, control) =>
      unwrap(await (await library.catalogue()).duplicate(id, name, control)),
    'workspaces.open': ({ id }, control) => open(id, control),
    'workspaces.health': async ({ id }) => unwrap(await (await library.store(id)).health()),
    'sample.create': async (request, control) => {
      const { createSample } = await import('./samples.ts');
      return createSample(library, request, control);
    },

    'import.recognise': async (params, control) => (await imports()).recognise(params, control),
    'import.dryRun': async ({ session, mapping }, control) =>
      (await imports()).dryRun(session, mapping, control),
    'import.commit': async ({ session, workspace, mapping }, control) =>
      (await imports()).commit(session, workspace, mapping, control),
    'import.discard': async ({ session }) => (await imports()).discard(session),
    'import.undo': async ({ workspace, run }, control) =>
      unwrap(await (await library.store(workspace)).undoRun(run, control)),
    'import.rejected': async ({ workspace, run }) =>
      new Blob([...unwrap(await (await library.store(workspace)).rejects(run))], {
        type: 'text/csv;charset=utf-8',
      }),

    async ask({ workspace, question }, control) {
      const table = await library.table(workspace, part(control, 0, 0.3));
      return answer(table, question, part(control, 0.3, 1));
    },
    async propose({ workspace, kind }, control) {
      const table = await library.table(workspace, part(control, 0, 0.3));
      return firstQuestion(kind, table, await runsOf(workspace), part(control, 0.3, 1));
    },
    async 'property.values'({ workspace, property, search, limit }, control) {
      return propertyValues(await library.table(workspace, control), property, search, limit, control);
    },
    async 'people.page'({ workspace, query, offset, limit }, control) {
      return lists.page(await library.table(workspace, control), query, offset, limit, control);
    },
    async 'people.csv'({ workspace, query, safe }, control) {
      return lists.csv(await library.table(workspace, control), query, safe, control);
    },
    async 'person.dossier'({ workspace, person, question }, control) {
      return personDossier(
        await library.table(workspace, control),
        await runsOf(workspace),
        person,
        question,
        control,
      );
    },

    'insights.list': ({ workspace }) => saved(workspace, 'insights'),
    'insights.save': ({ workspace, insight }) => save(workspace, 'insights', insight),
    'insights.remove': ({ workspace, id }) => removeSaved(workspace, 'insights', id),
    'dashboards.list': ({ workspace }) => saved(workspace, 'dashboards'),
    'dashboards.save': ({ workspace, dashboard }) => save(workspace, 'dashboards', dashboard),
    'dashboards.remove': ({ workspace, id }) => removeSaved(workspace, 'dashboards', id),
    'peopleSegments.list': ({ workspace }) => saved(workspace, 'peopleSegments'),
    'peopleSegments.save': ({ workspace, segment }) => save(workspace, 'peopleSegments', segment),
    'peopleSegments.remove': ({ workspace, id }) => removeSaved(workspace, 'peopleSegments', id),

    'backup.write': async ({ workspace, handle }, control) => {
      const { writeBackupFile } = await import('./backups.ts');
      return writeBackupFile(library, workspace, handle, control);
    },
    'backup.restore': async ({ file }, control) => {
      const { restoreBackupFile } = await import('./backups.ts');
      return restoreBackupFile(file, control);
    },
  };
}
