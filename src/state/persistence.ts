/** Whether the browser has promised not to evict this origin's data; null where it can't say. */
export async function isPersisted(): Promise<boolean | null> {
  return typeof navigator.storage?.persisted === 'function' ? navigator.storage.persisted() : null;
}

/**
 * Asks the browser to keep the data of this origin until the user removes them. Some browsers ask the user, others decide by
 * themselves. Returns what it answered, null where it can't be asked.
 */
export async function askPersistence(): Promise<boolean | null> {
  if (typeof navigator.storage?.persist !== 'function') return null;
  return (await isPersisted()) === true ? true : navigator.storage.persist();
}
