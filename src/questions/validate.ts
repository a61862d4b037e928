import * as v from 'valibot';
import { appError } from '../base/error.ts';
import { err, ok, type Result } from '../base/result.ts';
import { forms } from './forms.ts';
import type { Question, QuestionKind } from './question.ts';

const kinded = v.object({ kind: v.picklist(Object.keys(forms) as QuestionKind[]) });

/**
 * Returns the question that a plain JSON value says, missing parts filled with their defaults and unknown parts left out; or
 * `question-invalid` with where (a path such as `steps.1.within.n`) and what was expected there.
 */
export function validateQuestion(value: unknown): Result<Question> {
  const kind = v.safeParse(kinded, value);
  if (!kind.success) return invalid(kind.issues);
  const parsed = v.safeParse<v.GenericSchema<unknown, Question>>(forms[kind.output.kind].schema, value);
  return parsed.success ? ok(parsed.output) : invalid(parsed.issues);
}

/** A question, and the names of the parts that had to be left out of what was given. */
export interface NearestQuestion {
  readonly question: Question;
  readonly without: readonly string[];
}

/** Parts that say what all others mean. */
const FIRST: ReadonlySet<string> = new Set(['', 'kind', 'version']);

/**
 * Returns the question that a plain JSON value says without the parts that can't be, each of which has its default then. What
 * `validateQuestion` finds first when one of those has no default.
 */
export function nearestQuestion(value: unknown): Result<NearestQuestion> {
  const first = validateQuestion(value);
  const without: string[] = [];
  for (let read = first; ;) {
    if (read.ok) return ok({ question: read.value, without });
    const part = String(read.error.details['where']).split('.')[0]!;
    if (FIRST.has(part) || without.includes(part)) return first.ok ? read : first;
    without.push(part);
    read = validateQuestion(
      Object.fromEntries(Object.entries(value as object).filter(([key]) => !without.includes(key))),
    );
  }
}

function invalid(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): Result<never> {
  const [issue] = issues;
  const where = v.getDotPath(issue) ?? '';
  const what =
    issue.kind === 'validation' && issue.type === 'check' ? issue.message : (issue.expected ?? issue.message);
  return err(appError('question-invalid', { where, what }));
}
