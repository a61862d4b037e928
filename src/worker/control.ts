import type { Control } from '../base/control.ts';
import { AppFailure } from '../base/error.ts';

const SLICE_MS = 12;

/**
 * Returns the control of one request in the worker: work runs in slices of about 12 ms, between which messages
 * (a cancel, a newer question) are received.
 */
export function workerControl(signal: AbortSignal, report: (done: number) => void): Control {
  let sliceEnd = performance.now() + SLICE_MS;
  let reportedAt = 0;
  return {
    due: () => performance.now() >= sliceEnd,
    async pause(done) {
      const now = performance.now();
      if (now - reportedAt > 50) {
        report(done);
        reportedAt = now;
      }
      await nextMessage();
      if (signal.aborted) throw new AppFailure('cancelled');
      sliceEnd = performance.now() + SLICE_MS;
    },
  };
}

/** Resolves in a later task of the event loop; unlike a timer it is never clamped to 4 ms. */
function nextMessage(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Returns a control that covers the part `from` to `to` of a larger piece of work. */
export function part(control: Control, from: number, to: number): Control {
  return { due: () => control.due(), pause: (done) => control.pause(from + (to - from) * done) };
}
