export { restoreBackup, verifyBackup, writeBackup } from './backup.ts';
export { openCatalogue } from './catalogue.ts';
export { subscribe, type StorageChange } from './changes.ts';
export { openWorkspace } from './workspace-store.ts';
export type {
  BackupInfo,
  Catalogue,
  ColumnPart,
  EventPart,
  PeoplePart,
  PrivateGuess,
  RunDraft,
  RunWriter,
  StorageHealth,
  TableName,
  WorkspaceStore,
} from './types.ts';
