import { untrack } from 'svelte';
import type { WorkspaceView } from '../../protocol/requests.ts';
import type { Behind, PeopledKind } from '../../questions/behind.ts';
import { readAddress, writeAddress, type Address } from '../../state/address.ts';
import type { Analysis, AnalysisKind, How } from '../../state/analysis.svelte.ts';
import type { AppContext } from '../../state/app-context.ts';
import { SavedList } from '../../state/saved.svelte.ts';
import { Dataset, setDataset } from '../question/dataset.ts';

/** Writes the address of the page of an analysis. */
type Go<K extends PeopledKind> = (address: Address<Behind[K]['pick']>, how: How) => void;

/**
 * Ties an analysis to its page while it is on screen: the address follows the question and is followed, the question is
 * asked again when the data change, and the parts of the question know the data. Returns the saved questions with it.
 * To be called where a component is set up.
 */
export function openAnalysis<K extends PeopledKind, A extends Analysis<K>>(
  app: AppContext,
  view: () => WorkspaceView,
  { picks }: AnalysisKind<K>,
  make: (go: Go<K>) => A,
): { readonly analysis: A; readonly insights: SavedList<'insights'> } {
  const { session, router } = app;
  const path = router.path;
  const analysis = make((address, how) => {
    if (router.path === path) router.setQuery(writeAddress(address, picks), { push: how === 'push' });
  });
  const insights = new SavedList(session, 'insights', analysis.workspace);
  insights.follow();
  setDataset(new Dataset(session, view, () => app.format));

  // The page is left by its address first: what stands there then is not for this page.
  $effect(() => {
    if (router.path !== path) return;
    const address = readAddress(router.query, picks);
    untrack(() => analysis.follow(address));
  });

  let seen = session.revision;
  $effect(() => {
    if (session.revision === seen) return;
    seen = session.revision;
    untrack(() => void analysis.ask());
  });

  return { analysis, insights };
}
