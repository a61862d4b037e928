/** What other floors use of ingest; the types stand in `types.ts`. */
export { parseCounts } from './counts.ts';
export { rowWriter, safeCell, toCsv, type CsvCell, type CsvOptions } from './csv-writer.ts';
export { dryRun } from './dry-run.ts';
export { importRows, missingPart } from './import-rows.ts';
export { proposeMapping } from './propose.ts';
export { recognise } from './recognise.ts';
export { rejectedCsv } from './rejected-csv.ts';
export { sameHeaders } from './remembered.ts';
export { textSource } from './text-source.ts';
