import type { LifecycleState } from '../../questions/lifecycle.ts';

/** Of a pattern on less than this, px, nothing could be told. */
const THIN = 3;
const PLAIN: Readonly<Record<LifecycleState, string>> = {
  new: 'var(--new)',
  resurrected: 'var(--cat-5)',
  returning: 'var(--cat-1)',
  dormant: 'var(--line-control)',
};

/** Fill of a part so wide, px, in the chart of that id: its pattern, or where it is thin its hue alone. */
export function fillOf(id: string, state: LifecycleState, width: number): string {
  return state === 'returning' || width < THIN ? PLAIN[state] : `url(#${id}-${state})`;
}
