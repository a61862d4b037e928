import { untrack } from 'svelte';
import { ok } from '../../base/result.ts';
import { t } from '../../i18n/i18n.svelte.ts';
import { emptyDashboard } from '../../questions/dashboard.ts';
import type { AppContext } from '../../state/app-context.ts';
import { readDashboardAddress, writeDashboardAddress } from '../../state/dashboard-address.ts';
import { Dashboards } from '../../state/dashboard.svelte.ts';
import { SavedList } from '../../state/saved.svelte.ts';
import { lastBoards } from './last-boards.ts';
import { proposeTiles } from './propose.ts';

/** What the parts of the overview share. */
export interface Overview {
  /** The dashboards, of which one is open, and what everything on the page is asked about. */
  readonly boards: Dashboards;
  readonly insights: SavedList<'insights'>;
}

/**
 * Reads the dashboards and saved questions of a workspace while its overview is on screen; the address follows what is open and
 * asked, and is followed. To be called where a component is set up.
 */
export function openOverview({ router, session, toasts }: AppContext, workspace: string): Overview {
  const path = router.path;
  const insights = new SavedList(session, 'insights', workspace);
  const list = new SavedList(session, 'dashboards', workspace);
  insights.follow();
  list.follow();
  const boards = new Dashboards(
    list,
    {
      propose: async (signal) => {
        const tiles = await proposeTiles(session, workspace, signal);
        if (!tiles.ok) return tiles;
        return ok({
          name: t('overview.proposed.name'),
          content: { ...emptyDashboard, tiles: tiles.value },
        });
      },
      go(address, how) {
        if (router.isAt(path)) router.setQuery(writeDashboardAddress(address), { push: how === 'push' });
      },
      fail: (error) => toasts.fail(error),
    },
    lastBoards.get(workspace) ?? null,
    (board) => lastBoards.set(workspace, board),
  );

  // The page is left by its address first: what stands there then is not for this page.
  $effect(() => {
    if (router.path !== path || (list.all === null && list.error === null)) return;
    const address = readDashboardAddress(router.query);
    untrack(() => boards.follow(address));
  });
  $effect(() => () => boards.leave());
  return { boards, insights };
}
