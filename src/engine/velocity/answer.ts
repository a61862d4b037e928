import type { Control } from '../../base/control.ts';
import type {
  VelocityAnswer,
  VelocityChange,
  VelocityFigures,
  VelocityQuestion,
} from '../../questions/velocity.ts';
import { shapleyProduct } from '../statistics/shapley.ts';
import type { EventTable } from '../table.ts';
import { analyseVelocity, type VelocityPeriods } from './periods.ts';
import { velocityTrend } from './trend.ts';

/** Returns the whole answer to a question of velocity (rules V1, V2, V3, W7 and M1). Throws `AppFailure('cancelled')` through `control`. */
export async function answerVelocity(
  table: EventTable,
  question: VelocityQuestion,
  control: Control,
): Promise<VelocityAnswer> {
  const analysis = await analyseVelocity(table, question, control);
  const { ways, groups, trendMoney, notes } = analysis;
  if (control.due()) await control.pause(0.95);
  const followed = question.trend === null ? null : trendMoney();
  return {
    kind: 'velocity',
    ...figuresOf(analysis),
    ...(question.trend === null || followed === null
      ? { trend: [], width: 1 }
      : velocityTrend(ways, question.trend, followed.amounts, notes)),
    // Dates without wins have no currency of their own, but stand beside periods that have.
    currency: analysis.currency ?? followed?.currency ?? null,
    groups: groups.map(({ group: { value, kind, size, members }, ...periods }) => ({
      value,
      kind,
      size,
      leads: members.length,
      ...figuresOf(periods),
    })),
    data: table.span,
    notes,
  };
}

function figuresOf({
  current,
  compared,
  currency,
}: VelocityPeriods): Pick<VelocityAnswer, 'current' | 'compared' | 'change' | 'currency'> {
  return {
    current: current.figures,
    compared: compared === null ? null : compared.figures,
    change: compared === null ? null : changeOf(compared.figures, current.figures),
    currency,
  };
}

function changeOf(before: VelocityFigures, after: VelocityFigures): VelocityChange | null {
  const total = after.perDay - before.perDay;
  if (Number.isNaN(total)) return null;
  const factors = ({ open, rate, value, cycle }: VelocityFigures): number[] => [
    open,
    rate.rate,
    value,
    1 / cycle,
  ];
  const [open = 0, rate = 0, value = 0, cycle = 0] = shapleyProduct(factors(before), factors(after));
  return { open, rate, value, cycle, total };
}
