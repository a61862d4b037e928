/** Browsers without a secure context, and old ones, lack it; the types say that it is always there. */
const storage = navigator.storage as StorageManager | undefined;

/** Whether the browser has promised not to evict this origin's data; null where it can't say. */
export async function isPersisted(): Promise<boolean | null> {
  return storage === undefined ? null : storage.persisted();
}

/**
 * Asks the browser to keep the data of this origin until the user removes them. Some browsers ask the user, others decide by
 * themselves. Returns what it answered, null where it can't be asked.
 */
export async function askPersistence(): Promise<boolean | null> {
  if (storage === undefined) return null;
  return (await isPersisted()) === true ? true : storage.persist();
}
