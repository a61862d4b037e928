import type { Control } from '../base/control.ts';
import type { Comparable, Compared } from '../questions/compare.ts';
import { previousRange } from './previous-range.ts';
import type { EventTable } from './table.ts';

interface Dates {
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * Returns what is asked on the other side of a comparison: the same of other people or dates, not split and itself compared with nothing. null
 * when nothing is compared, or the range has no beginning (F13).
 */
function comparedQuestion<Question extends Comparable<Dates>>(
  table: Pick<EventTable, 'span' | 'zone'>,
  question: Question,
): Question | null {
  const { compare, people, range } = question;
  if (compare === null) return null;
  const whole = {
    ...question,
    ...('breakdown' in question && { breakdown: null }),
    ...('group' in question && { group: null }),
    compare: null,
  };
  if (compare.with === 'other') return { ...whole, people: compare.people, range: compare.range };
  const previous = previousRange(table, range);
  return previous === null ? null : { ...whole, people, range: { ...range, ...previous } };
}

/** Returns the analysis that answers a question and, where one is asked, its comparison. Each gets half of the progress. */
export function withComparison<Question extends Comparable<Dates>, Answer extends object>(
  analyse: (table: EventTable, question: Question, control: Control) => Promise<Answer>,
): (
  table: EventTable,
  question: Question,
  control: Control,
) => Promise<Answer & { readonly compared: Compared<Question, Answer & { compared: null }> | null }> {
  return async (table, question, control) => {
    const other = comparedQuestion(table, question);
    if (other === null) return { ...(await analyse(table, question, control)), compared: null };
    const own = await analyse(table, question, part(control, 0));
    const compared = await analyse(table, other, part(control, 0.5));
    return { ...own, compared: { question: other, answer: { ...compared, compared: null } } };
  };
}

function part(control: Control, from: number): Control {
  return { due: () => control.due(), pause: (done) => control.pause(from + done / 2) };
}
