import type { Control } from '../base/control.ts';
import type { Workspace } from '../domain/workspace.ts';
import { restoreBackup, verifyBackup, writeBackup } from '../storage/index.ts';
import { part } from './control.ts';
import { unwrap } from './dispatch.ts';
import type { Library } from './library.ts';

/**
 * Writes a workspace's backup and reads it back from where it was put; only then is it noted as saved. With `handle` it
 * goes into that file, else into a blob that the browser keeps on disk.
 */
export async function writeBackupFile(
  library: Library,
  workspace: string,
  handle: FileSystemFileHandle | null,
  control: Control,
): Promise<{ readonly blob: Blob; readonly bytes: number }> {
  const writing = part(control, 0, 0.6);
  let blob: Blob;
  if (handle === null) {
    const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
    const collected = new Response(readable).blob();
    // A failed write also fails the reading side; the write's own error is the one to tell.
    collected.catch(() => undefined);
    unwrap(await writeBackup(workspace, writable, writing));
    blob = await collected;
  } else {
    unwrap(await writeBackup(workspace, await handle.createWritable(), writing));
    blob = await handle.getFile();
  }
  unwrap(await verifyBackup(blob.stream(), handle?.name ?? workspace, part(control, 0.6, 1)));
  unwrap(await (await library.catalogue()).touchBackup(workspace, Date.now()));
  return { blob, bytes: blob.size };
}

/** Restores a backup file as a new workspace. */
export async function restoreBackupFile(file: File, control: Control): Promise<Workspace> {
  return unwrap(await restoreBackup(file.stream(), file.name, control));
}
