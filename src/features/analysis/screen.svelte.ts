import { untrack } from 'svelte';
import type { WorkspaceView } from '../../protocol/requests.ts';
import type { Analyses, PeopledKind } from '../../questions/question.ts';
import { readAddress, writeAddress, type Address } from '../../state/address.ts';
import { Analysis, type AnalysisKind, type How } from '../../state/analysis.svelte.ts';
import type { AppContext } from '../../state/app-context.ts';
import { homes } from '../../state/homes.ts';
import { href } from '../../state/router.svelte.ts';
import { SavedList } from '../../state/saved.svelte.ts';
import { Dataset, setDataset } from '../question/dataset.ts';
import { Pictures, setPictures } from './pictures.svelte.ts';

/** Writes the address of the page of an analysis. */
type Go<K extends PeopledKind> = (address: Address<Analyses[K]['pick']>, how: How) => void;

/** An analysis that is on screen. */
export interface Opened<K extends PeopledKind, A extends Analysis<K> = Analysis<K>> {
  readonly analysis: A;
  readonly insights: SavedList<'insights'>;
  readonly view: () => WorkspaceView;
}

/** The question last asked of each kind in each workspace since the app was opened. */
const asked = new Map<PeopledKind, Map<string, string>>();

/**
 * Ties an analysis to its page while it is on screen: the address follows the question and is followed, the question is
 * asked again when the data change, the parts of the question know the data, and the charts can be taken away. `Kind` may be a class of its own with more
 * to say. Returns it with the saved questions. To be called where a component is set up.
 */
export function openAnalysis<K extends PeopledKind, A extends Analysis<K> = Analysis<K>>(
  app: AppContext,
  view: () => WorkspaceView,
  is: AnalysisKind<K>,
  Kind?: new (...parts: ConstructorParameters<typeof Analysis<K>>) => A,
): Opened<K, A> {
  const { session, router } = app;
  const workspace = untrack(() => view().workspace.id);
  // The reader may have gone on to another page while this one was being loaded: its own address is meant, not the one there is.
  const path = href(homes[is.kind], { workspace }).slice(1);
  const last = asked.get(is.kind) ?? new Map<string, string>();
  asked.set(is.kind, last);
  const go: Go<K> = (address, how) => {
    if (router.isAt(path)) router.setQuery(writeAddress(address, is.picks), { push: how === 'push' });
  };
  // Without a class of its own it is one of the general class.
  const analysis = new (Kind ?? Analysis)(is, session, workspace, go, last) as A;
  const insights = new SavedList(session, 'insights', analysis.workspace);
  insights.follow();
  setDataset(new Dataset(session, view, () => app.format));
  setPictures(new Pictures());

  // The page is left by its address first: what stands there then is not for this page.
  $effect(() => {
    if (router.path !== path) return;
    const address = readAddress(router.query, is.picks);
    untrack(() => analysis.follow(address));
  });

  let seen = session.revision;
  $effect(() => {
    if (session.revision === seen) return;
    seen = session.revision;
    untrack(() => void analysis.ask());
  });

  return { analysis, insights, view };
}
