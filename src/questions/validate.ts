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

function invalid(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): Result<never> {
  const [issue] = issues;
  const where = v.getDotPath(issue) ?? '';
  const what =
    issue.kind === 'validation' && issue.type === 'check' ? issue.message : (issue.expected ?? issue.message);
  return err(appError('question-invalid', { where, what }));
}
