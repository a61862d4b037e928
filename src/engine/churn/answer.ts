import type { Control } from '../../base/control.ts';
import type { ChurnAnswer, ChurnQuestion } from '../../questions/churn.ts';
import { wilson } from '../statistics/wilson.ts';
import { survivalCurves } from '../survival/curves.ts';
import type { EventTable } from '../table.ts';
import { analyseChurn, eachSilence, type ChurnAnalysis } from './analysis.ts';
import { churnPeriods } from './periods.ts';

/** Returns the whole answer to a question of churn (rules S1 to S6). Throws `AppFailure('cancelled')` through `control`. */
export async function answerChurn(
  table: EventTable,
  question: ChurnQuestion,
  control: Control,
): Promise<Omit<ChurnAnswer, 'compared'>> {
  const analysis = await analyseChurn(table, question, control);
  const { plan, stays, subjects, groups, reasons, gone, periods } = analysis;
  const { rule } = question;
  return {
    kind: 'churn',
    ...(await survivalCurves(subjects, groups, rule.by !== 'people', control)),
    unit: rule.by === 'people' ? rule.unit : 'ms',
    silence: plan.silence,
    periods: periods === null ? [] : churnPeriods(plan, stays, periods),
    reasons: reasons.map(({ value, kind, size, members }) => ({
      value,
      kind,
      size,
      share: wilson(members.length, gone.length),
    })),
    atRisk: rule.by === 'people' ? null : await riskRate(analysis, control),
    data: table.span,
    notes: plan.notes,
  };
}

async function riskRate(analysis: ChurnAnalysis, control: Control): Promise<ChurnAnswer['atRisk']> {
  let judged = 0;
  let atRisk = 0;
  await eachSilence(analysis, control, (_, { silence, usual }) => {
    if (Number.isNaN(usual)) return;
    judged++;
    if (silence > usual) atRisk++;
  });
  return wilson(atRisk, judged);
}
