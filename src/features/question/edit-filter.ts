import type { ColumnInfo } from '../../domain/columns.ts';
import {
  isEverything,
  type Condition,
  type Filter,
  type FilterValue,
  type Operator,
  type PropertyRef,
} from '../../questions/filter.ts';

/** A group of conditions as the editor shows it: all or any of its members, perhaps turned round. */
export interface Group {
  readonly kind: 'all' | 'any';
  readonly of: readonly Filter[];
}

/** The filter as a group at its top, so that the editor always has a place to add to. */
export function asGroup(filter: Filter): Group {
  if (filter.kind === 'all' || filter.kind === 'any') return filter;
  return { kind: 'all', of: [filter] };
}

/** What a group means to keep: members that say nothing go, a lone member stands for itself. */
export function tidy(filter: Filter): Filter {
  switch (filter.kind) {
    case 'is':
      return filter;
    case 'not': {
      const of = tidy(filter.of);
      return of.kind === 'not' ? of.of : { kind: 'not', of };
    }
    default: {
      // An empty `any` is satisfied by nothing; in the editor an emptied group means that it was taken away.
      const of = filter.of
        .map(tidy)
        .filter((member) => !isEverything(member) && !(member.kind === 'any' && member.of.length === 0));
      if (of.length === 0) return { kind: 'all', of: [] };
      const [only] = of;
      return of.length === 1 && only !== undefined ? only : { kind: filter.kind, of };
    }
  }
}

/** The group with one member replaced, or removed when given null. */
export function withMember(group: Group, index: number, member: Filter | null): Group {
  return {
    kind: group.kind,
    of:
      member === null
        ? group.of.filter((_, at) => at !== index)
        : group.of.map((old, at) => (at === index ? member : old)),
  };
}

/** The filter with the conditions of a saved one beside its own: all of both must hold. */
export function withSegment(filter: Filter, segment: Filter): Filter {
  const members = (part: Filter): readonly Filter[] => (part.kind === 'all' ? part.of : [part]);
  return tidy({ kind: 'all', of: [...members(filter), ...members(segment)] });
}

/** Number of conditions anywhere in a filter. */
export function countConditions(filter: Filter): number {
  switch (filter.kind) {
    case 'is':
      return 1;
    case 'not':
      return countConditions(filter.of);
    default:
      return filter.of.reduce((sum, member) => sum + countConditions(member), 0);
  }
}

const TEXT: readonly Operator[] = [
  'equals',
  'not-equals',
  'in',
  'not-in',
  'contains',
  'not-contains',
  'set',
  'unset',
];
const NUMBER: readonly Operator[] = [
  'equals',
  'not-equals',
  'less',
  'at-most',
  'greater',
  'at-least',
  'between',
  'set',
  'unset',
];
const DATE: readonly Operator[] = [
  'before',
  'after',
  'at-most',
  'at-least',
  'between',
  'equals',
  'set',
  'unset',
];

/** Operators that make sense on a column, most useful first. */
export function operatorsFor(kind: ColumnInfo['kind']): readonly Operator[] {
  return kind === 'text' ? TEXT : kind === 'number' ? NUMBER : DATE;
}

/** How many values an operator takes. */
export function arity(op: Operator): 'none' | 'one' | 'two' | 'many' {
  if (op === 'set' || op === 'unset') return 'none';
  if (op === 'between') return 'two';
  return op === 'in' || op === 'not-in' ? 'many' : 'one';
}

/** The values of a condition as a list. */
export function valuesOf(condition: Condition): readonly FilterValue[] {
  const { value } = condition;
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [value];
}

/** A condition on a property with the first operator of its kind and no value yet. */
export function freshCondition(property: PropertyRef, kind: ColumnInfo['kind']): Condition {
  return withOperator({ kind: 'is', property, op: 'set' }, kind === 'text' ? 'in' : operatorsFor(kind)[0]!);
}

/** The condition under another operator, keeping as many of its values as that one takes. */
export function withOperator(condition: Condition, op: Operator): Condition {
  return withValues({ kind: 'is', property: condition.property, op }, valuesOf(condition));
}

/** The condition with these values, in the form its operator takes. */
export function withValues(condition: Condition, values: readonly FilterValue[]): Condition {
  const { property, op } = condition;
  const bare: Condition = { kind: 'is', property, op };
  switch (arity(op)) {
    case 'none':
      return bare;
    case 'many':
      return { ...bare, value: values };
    case 'two': {
      const [from, to = from] = values;
      return from === undefined || to === undefined ? bare : { ...bare, value: [from, to] };
    }
    case 'one': {
      const [value] = values;
      return value === undefined ? bare : { ...bare, value };
    }
  }
}

/** Whether a condition says enough to be asked. */
export function isComplete(condition: Condition): boolean {
  const values = valuesOf(condition);
  switch (arity(condition.op)) {
    case 'none':
      return true;
    case 'two':
      return values.length === 2;
    default:
      return values.length > 0;
  }
}

/** The filter without the conditions that are still being written; what is left can be asked. */
export function complete(filter: Filter): Filter {
  switch (filter.kind) {
    case 'is':
      return isComplete(filter) ? filter : { kind: 'all', of: [] };
    case 'not': {
      const of = complete(filter.of);
      return isEverything(of) ? of : { kind: 'not', of };
    }
    default:
      return tidy({ kind: filter.kind, of: filter.of.map(complete) });
  }
}
