import type { PropertyRef } from '../questions/filter.ts';

/** What groups, rows or reasons are values of: a property, several, or none. */
type Named = PropertyRef | readonly PropertyRef[] | null;

/** Whether values of one property are values of another one too. */
const same = (a: Named, b: Named): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Whether a value that was picked can still be in the answer to a question that was changed: there is a property for it, the same one
 * as before the change (undefined: it was picked in an address with this very question).
 */
export function fitsProperty(property: Named, before: Named | undefined): boolean {
  return property !== null && (before === undefined || same(property, before));
}

/** The property by whose values a question is split; null: none. */
function splitOf(question: object): Named {
  const split = (
    'breakdown' in question ? question.breakdown : 'group' in question ? question.group : null
  ) as null | PropertyRef | { property: PropertyRef } | { properties: readonly PropertyRef[] };
  if (split === null) return null;
  return 'property' in split ? split.property : 'properties' in split ? split.properties : split;
}

/** `fitsProperty` of a group of the split; everyone, null or absent, always fits. Without `before` the question was not another one. */
export function fitsSplit(
  group: object | null | undefined,
  question: object,
  before: object | null = null,
): boolean {
  return !group || fitsProperty(splitOf(question), before === null ? undefined : splitOf(before));
}
