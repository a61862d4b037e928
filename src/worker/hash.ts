import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Larger files never stand in memory as a whole; they are hashed piece by piece, about five times slower. */
const WHOLE_LIMIT = 512 << 20;

/** Returns the SHA-256 of a file's bytes as 64 hex digits. */
export async function fileHash(file: Blob): Promise<string> {
  if (file.size <= WHOLE_LIMIT) {
    return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())));
  }
  const hash = sha256.create();
  for await (const chunk of file.stream()) hash.update(chunk);
  return bytesToHex(hash.digest());
}
