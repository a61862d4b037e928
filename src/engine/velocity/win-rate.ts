import type { Rate } from '../../questions/funnel.ts';
import { wilson } from '../statistics/wilson.ts';

/** Returns the share won of those closed; how many each, but no share, where nothing says that a lead is lost (V1). */
export function winRate(won: number, lost: number, losable: boolean): Rate {
  const rate = wilson(won, won + lost);
  return losable ? rate : { ...rate, rate: NaN, low: NaN, high: NaN };
}
