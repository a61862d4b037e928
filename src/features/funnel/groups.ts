import { t } from '../../i18n/i18n.svelte.ts';
import type { FunnelPick, GroupResult } from '../../questions/funnel.ts';
import { groupValuesText } from '../question/words.ts';

type GroupKey = NonNullable<FunnelPick['group']>;

/** Returns the group of an answer that a pick means. */
export function groupOf(groups: readonly GroupResult[], { kind, values }: GroupKey): GroupResult | undefined {
  return groups.find(
    (group) =>
      group.kind === kind &&
      (kind !== 'value' || group.values.every((value, index) => value === values[index])),
  );
}

/** What names a group in a pick. */
export function keyOf({ kind, values }: GroupResult): GroupKey {
  return { kind, values: kind === 'value' ? values : [] };
}

/** What a group is called. */
export function groupName({ kind, values, size }: GroupResult): string {
  if (kind === 'value') return groupValuesText(values);
  return kind === 'other' ? t('funnel.by.other', { count: size }) : t('funnel.by.not-reached');
}
