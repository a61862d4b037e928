import { appError } from '../base/error.ts';
import { err, ok, type Result } from '../base/result.ts';
import { isEverything, type Filter } from './filter.ts';
import { without, type Form } from './form.ts';
import { forms } from './forms.ts';
import { readNotation, writeNotation, type Plain } from './notation.ts';
import type { Question, QuestionKind } from './question.ts';
import { nearestQuestion, validateQuestion, type NearestQuestion } from './validate.ts';

/**
 * Returns a question as text for an address: short, legible, of characters that addresses leave alone. What equals
 * the default is left out, and a step that is nothing but events is written as those: `funnel(steps~(~'Visit~'Buy))`.
 */
export function encodeQuestion(question: Question): string {
  const { kind, ...rest } = question;
  const { defaults, shorten } = formOf(kind);
  const brief = without(plainOf(rest), defaults);
  return kind + writeNotation(shorten === undefined ? brief : shorten(brief));
}

/**
 * Reads `encodeQuestion`'s text back. Parts that a later version added are left out, parts that it dropped get their
 * defaults. `question-unreadable` when it isn't such a text, `question-invalid` when it says no valid question.
 */
export function decodeQuestion(text: string): Result<Question> {
  const value = readText(text);
  return value.ok ? validateQuestion(value.value) : value;
}

/** Reads `encodeQuestion`'s text back as `decodeQuestion` does, without the parts that can't be. */
export function decodeNearest(text: string): Result<NearestQuestion> {
  const value = readText(text);
  return value.ok ? nearestQuestion(value.value) : value;
}

function readText(text: string): Result<unknown> {
  const open = text.indexOf('(');
  const kind = text.slice(0, open);
  const read = open < 1 ? undefined : readNotation(text.slice(open));
  if (read === undefined || read === null || typeof read !== 'object' || Array.isArray(read))
    return err(appError('question-unreadable', { what: text.slice(0, 80) }));
  const value = { ...(read as Record<string, Plain>), kind };
  const widen = Object.hasOwn(forms, kind) ? formOf(kind as QuestionKind).widen : undefined;
  return ok(widen === undefined ? value : widen(value));
}

function formOf(kind: QuestionKind): Omit<Form<unknown>, 'schema'> {
  return forms[kind];
}

/** The value as plain JSON; filters that everything satisfies as the one empty filter. */
function plainOf(value: object): Record<string, Plain> {
  return JSON.parse(
    JSON.stringify(value, (key, part: unknown) =>
      (key === 'where' || key === 'people' || key === 'events') && isFilter(part) && isEverything(part)
        ? { kind: 'all', of: [] }
        : part,
    ),
  ) as Record<string, Plain>;
}

function isFilter(value: unknown): value is Filter {
  return value !== null && typeof value === 'object' && 'kind' in value;
}
