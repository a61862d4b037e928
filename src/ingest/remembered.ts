import type { ColumnMapping, FileMapping, Mapping, Recognition } from './types.ts';

/**
 * Returns a mapping used before, fitted to files with the same headers: what the columns become is taken over; how
 * the text is written and how cells are read comes from the new files, unless the user had decided what these leave
 * open (a day-month order) or had read the column as something else. null when the headers differ.
 */
export function sameHeaders(remembered: Mapping, files: readonly Recognition[]): Mapping | null {
  if (remembered.files.length !== files.length) return null;
  const left = [...remembered.files];
  const fitted: FileMapping[] = [];
  for (const file of files) {
    const i = left.findIndex(
      (mapping) => mapping.fingerprint === file.fingerprint && mapping.columns.length === file.columns.length,
    );
    if (i < 0) return null;
    const [mapping] = left.splice(i, 1);
    fitted.push({
      ...mapping!,
      file: file.file,
      format: file.format,
      footerLines: file.footerLines,
      columns: mapping!.columns.map((column) => fittedColumn(column, file)),
    });
  }
  return { ...remembered, files: fitted };
}

function fittedColumn(column: ColumnMapping, file: Recognition): ColumnMapping {
  const now = file.columns[column.index];
  if (now === undefined || now.ambiguous || now.kind === 'empty') return column;
  return now.reading.kind === column.reading.kind ? { ...column, reading: now.reading } : column;
}
