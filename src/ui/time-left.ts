/**
 * Returns the milliseconds that work with `done` (0 to 1) of it finished after `elapsed` ms still takes if it goes on at
 * its pace, rounded so that it doesn't flicker; null while that would be a guess.
 */
export function timeLeft(elapsed: number, done: number): number | null {
  if (!(done > 0.02) || done > 1 || elapsed < 800) return null;
  const left = (elapsed * (1 - done)) / done;
  const step = left < 10_000 ? 1000 : left < 60_000 ? 5000 : 60_000;
  return Math.round(left / step) * step;
}
