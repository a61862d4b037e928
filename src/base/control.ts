/**
 * What long work needs from its caller: a way to be stopped, to report, and to let others run.
 * Pure code calls `await control.pause(done)` every few milliseconds of work; it rejects with
 * `AppFailure('cancelled')` once the caller has cancelled.
 */
export interface Control {
  /** Reports the share done (0 to 1), yields to other messages, and throws when cancelled. */
  pause(done: number): Promise<void>;
  /** True when at least ~12 ms went by since the last pause; cheap enough for an outer loop. */
  due(): boolean;
}

/** A control that never pauses and can't be cancelled: for tests and command-line use. */
export const uncontrolled: Control = {
  pause: () => Promise.resolve(),
  due: () => false,
};
