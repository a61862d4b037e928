/** What other floors use of ingest; the types stand in `types.ts`. */
export { parseCounts } from './counts.ts';
export { safeCell, toCsv } from './csv-writer.ts';
export { describeImport, dryRun } from './dry-run.ts';
export { importRows } from './import-rows.ts';
export { mainFile } from './main-file.ts';
export { proposeMapping } from './propose.ts';
export { recognise } from './recognise.ts';
export { rejectedCsv } from './rejected-csv.ts';
export { sameHeaders } from './remembered.ts';
export { textSource } from './text-source.ts';
