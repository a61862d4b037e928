import { t } from '../../i18n/i18n.svelte.ts';
import { href } from '../../state/router.svelte.ts';
import type { Icon } from '../../ui/types.ts';
import type { Screen } from '../routes.ts';

export interface RailItem {
  readonly path: string;
  readonly title: string;
  readonly icon: Icon;
  readonly href: string;
}

/** Returns what the rail lists: the screens that can be opened now, so those of a workspace only when one is. */
export function railItems(screens: readonly Screen[], workspace: string | null): RailItem[] {
  return screens
    .filter((screen) => screen.rail && (workspace !== null || !screen.path.includes(':workspace')))
    .map(({ path, title, icon }) => ({
      path,
      title: t(title),
      icon,
      href: href(path, workspace === null ? {} : { workspace }),
    }));
}
