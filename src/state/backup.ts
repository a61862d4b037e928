import type { Result } from '../base/result.ts';
import { download } from './download.ts';
import type { Session } from './session.svelte.ts';

/** Chromium's way to choose where a file goes; elsewhere the file is downloaded. */
type SavePicker = (options: {
  suggestedName: string;
  types: { description: string; accept: Record<string, string[]> }[];
}) => Promise<FileSystemFileHandle>;

/**
 * Writes a workspace as one `.suppilo` file: where the user chooses, or into the downloads. Resolves when the file was
 * read back whole, with its size in bytes; null when the user chose no place.
 */
export async function writeBackup(
  session: Session,
  workspace: { readonly id: string; readonly name: string },
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<Result<{ readonly bytes: number }> | null> {
  const name = `${workspace.name.replaceAll(/[^\p{L}\p{N}_-]+/gu, ' ').trim() || 'workspace'}.suppilo`;
  const handle = await chooseFile(name);
  if (handle === 'cancelled') return null;
  const result = await session.call(
    'backup.write',
    { workspace: workspace.id, handle },
    { onProgress, signal },
  );
  if (result.ok && handle === null) download(result.value.blob, name);
  return result;
}

async function chooseFile(suggestedName: string): Promise<FileSystemFileHandle | null | 'cancelled'> {
  const { showSaveFilePicker } = globalThis as { showSaveFilePicker?: SavePicker };
  if (showSaveFilePicker === undefined) return null;
  try {
    return await showSaveFilePicker.call(globalThis, {
      suggestedName,
      types: [{ description: 'Suppilo', accept: { 'application/x-suppilo': ['.suppilo'] } }],
    });
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') return 'cancelled';
    // Refused by a policy or not allowed in this frame: the download still works.
    return null;
  }
}
