import type { SavedKind } from '../domain/saved.ts';
import { CHANGE_CHANNEL } from './names.ts';

/**
 * What changed in storage. `workspace` null: the list of workspaces. A kind of what is saved under a name: one of that kind.
 * `closed`: this context lost its connection because another one upgraded or deleted the database; it is told to own
 * subscribers only.
 */
export interface StorageChange {
  readonly workspace: string | null;
  readonly what: 'runs' | SavedKind | 'settings' | 'deleted' | 'workspaces' | 'closed';
}

const listeners = new Set<(change: StorageChange) => void>();
let channel: BroadcastChannel | null = null;

function openChannel(): BroadcastChannel {
  if (channel === null) {
    channel = new BroadcastChannel(CHANGE_CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<StorageChange>) => deliver(data);
  }
  return channel;
}

function deliver(change: StorageChange): void {
  for (const listener of [...listeners]) listener(change);
}

/**
 * Calls `listener` for every change made in this context, in another tab or in another worker; own changes before the
 * call that made them resolves. Returns the function that ends it.
 */
export function subscribe(listener: (change: StorageChange) => void): () => void {
  openChannel();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells own subscribers and every other context. */
export function publish(change: StorageChange): void {
  openChannel().postMessage(change);
  deliver(change);
}

/** Tells own subscribers only. */
export function publishHere(change: StorageChange): void {
  deliver(change);
}
