export { restoreBackup, verifyBackup, writeBackup } from './backup.ts';
export { openCatalogue } from './catalogue.ts';
export { subscribe, type StorageChange } from './changes.ts';
export { openWorkspace } from './workspace-store.ts';
export type { Catalogue, RunDraft, RunWriter, WorkspaceStore } from './types.ts';
