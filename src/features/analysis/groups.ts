import { t } from '../../i18n/i18n.svelte.ts';
import type { ActivityGroup } from '../../questions/activity.ts';

/** A group as one text, to tell groups apart. */
export function groupKey({ kind, value }: ActivityGroup): string {
  return JSON.stringify([kind, value]);
}

/** Whether two groups are the same one; null: everyone. */
export function sameGroup(a: ActivityGroup | null, b: ActivityGroup | null): boolean {
  return a === null || b === null ? a === b : groupKey(a) === groupKey(b);
}

/** The group that was asked for, where there is such a one; else null, all together. */
export function knownGroup(
  groups: readonly ActivityGroup[],
  wanted: ActivityGroup | null,
): ActivityGroup | null {
  return groups.some((each) => sameGroup(each, wanted)) ? wanted : null;
}

/** What a group is called. */
export function groupName({ kind, value }: ActivityGroup): string {
  return kind === 'other' ? t('analysis.group.other') : (value ?? t('question.missing'));
}

/** Of whom a list is: `country: FI`, or everyone. */
export function groupTitle(group: ActivityGroup | null, property: string | undefined): string {
  return group === null
    ? t('analysis.group.everyone')
    : t('analysis.group.of', { property: property ?? '', value: groupName(group) });
}

/** Heading of a chart that stands alone: of which group it is, unless of everyone. */
export function pictureTitle(
  title: string,
  group: ActivityGroup | null,
  property: string | undefined,
): string {
  return group === null ? title : t('analysis.picture.group', { title, group: groupTitle(group, property) });
}

/** Returns the periods of a group, or of everyone; none when there is no such group. */
export function periodsOf<Period>(
  answer: {
    readonly periods: readonly Period[];
    readonly groups: readonly (ActivityGroup & { readonly periods: readonly Period[] })[];
  },
  group: ActivityGroup | null,
): readonly Period[] {
  if (group === null) return answer.periods;
  return answer.groups.find((each) => sameGroup(each, group))?.periods ?? [];
}
