import { uncontrolled, type Control } from '../../base/control.ts';
import type { ChurnProof, ChurnQuestion } from '../../questions/churn.ts';
import { NONE } from '../funnel/outcomes.ts';
import type { EventTable } from '../table.ts';
import { analyseChurn } from './analysis.ts';
import { ownSilence, type OwnSilence } from './gaps.ts';

/**
 * Returns why a person counts as gone or not: one proof per stay, none when they never were a customer. Events are indexes into the
 * person's events; for the rule `people` there are none.
 */
export async function proveChurn(
  table: EventTable,
  question: ChurnQuestion,
  person: number,
  control: Control = uncontrolled,
): Promise<ChurnProof[]> {
  const { plan, stays, subjects } = await analyseChurn(
    table,
    { ...question, group: null, reason: null },
    control,
  );
  const { rule } = question;
  const event = (row: number): { event: number; time: number } => ({
    event: row - table.offsets[person]!,
    time: table.time[row]!,
  });
  if (rule.by === 'people') {
    const i = subjects.person.indexOf(person);
    if (i < 0) return [];
    const rules = subjects.event[i] === 1 ? ['S1'] : ['S1', 'S3'];
    return [
      {
        person,
        start: null,
        last: null,
        churned: subjects.event[i] === 1 ? { event: null, time: NaN } : null,
        time: subjects.time[i]!,
        silence: null,
        rules,
      },
    ];
  }
  const silenceOf = ownSilence(plan);
  const proofs: ChurnProof[] = [];
  for (let i = 0; i < stays.count; i++) {
    if (stays.person[i] !== person) continue;
    const at = stays.goneAt[i]!;
    const gone = stays.gone[i]!;
    const left = !Number.isNaN(at);
    proofs.push({
      person,
      start: event(stays.start[i]!),
      last: event(stays.last[i]!),
      churned: left ? { event: gone === NONE ? null : event(gone).event, time: at } : null,
      time: stays.first[i] === 1 ? stays.time[i]! : null,
      silence: left ? null : told(silenceOf(person, stays.last[i]!)),
      rules: [
        'S1',
        ...(left && plan.silence !== null ? ['S2'] : []),
        ...(left ? [] : ['S3', 'S6']),
        ...(stays.first[i] === 1 ? [] : ['S5']),
      ],
    });
  }
  return proofs;
}

function told({ silence, usual }: OwnSilence): ChurnProof['silence'] {
  return { days: silence, usual: Number.isNaN(usual) ? null : usual };
}
