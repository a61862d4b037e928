/** Values of a path's named parts, `workspace` of `/w/:workspace/funnel`. */
export type PathParams = Readonly<Record<string, string>>;
export type Query = Readonly<Record<string, string>>;

export interface RouteMatch<Route> {
  readonly route: Route;
  readonly params: PathParams;
}

interface Place {
  readonly path: string;
  readonly query: Query;
}

/** Returns the address of a path with its named parts filled in, as a link's `href`: `#/w/x/funnel?q=…`. */
export function href(
  path: string,
  params: PathParams = {},
  query: Readonly<Record<string, string | null>> = {},
): string {
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`The path ${path} needs ${name}`);
    return encodeURIComponent(value);
  });
  return address(filled, query);
}

function address(path: string, query: Readonly<Record<string, string | null>>): string {
  const kept = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== null);
  // Unlike URLSearchParams this leaves ~ ' ( ) ! as they are, so that a question in the address can be read.
  const search = kept
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return `#${path}${search === '' ? '' : `?${search}`}`;
}

function placeOf(hash: string): Place {
  const [path = '', ...search] = hash.replace(/^#/, '').split('?');
  return { path: path === '' ? '/' : path, query: Object.fromEntries(new URLSearchParams(search.join('?'))) };
}

/** Returns the first route whose path fits, with its named parts; null when none does. */
export function matchRoute<Route extends { readonly path: string }>(
  routes: readonly Route[],
  path: string,
): RouteMatch<Route> | null {
  const parts = path.split('/').filter(Boolean);
  for (const route of routes) {
    const wanted = route.path.split('/').filter(Boolean);
    if (wanted.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const fits = wanted.every((part, index) => {
      const own = parts[index]!;
      if (!part.startsWith(':')) return part === own;
      try {
        params[part.slice(1)] = decodeURIComponent(own);
        return true;
      } catch {
        return false; // a broken escape is no address of ours
      }
    });
    if (fits) return { route, params };
  }
  return null;
}

/**
 * Where the reader is, kept in the part of the address after `#`, so that any web server or folder can serve the app. Back,
 * forward, reload and bookmarks need nothing else.
 */
export class Router<Route extends { readonly path: string } = { readonly path: string }> {
  readonly routes: readonly Route[];
  #place = $state.raw<Place>({ path: '/', query: {} });
  readonly #match = $derived.by(() => matchRoute(this.routes, this.#place.path));

  constructor(routes: readonly Route[]) {
    this.routes = routes;
    this.#read();
  }

  get path(): string {
    return this.#place.path;
  }

  /**
   * Returns whether the address has a path now. Where a component is taken down `path` still is what it was before, so whoever writes
   * an address then asks here.
   */
  isAt(path: string): boolean {
    return placeOf(location.hash).path === path;
  }

  /** The route that is shown; null when the address fits none. */
  get match(): RouteMatch<Route> | null {
    return this.#match;
  }

  /** Named parts of the path. */
  get params(): PathParams {
    return this.#match?.params ?? {};
  }

  /** What stands after `?`. */
  get query(): Query {
    return this.#place.query;
  }

  /** Follows the browser's own navigation. Returns the way to stop. */
  listen(): () => void {
    const read = (): void => this.#read();
    window.addEventListener('popstate', read);
    window.addEventListener('hashchange', read);
    return () => {
      window.removeEventListener('popstate', read);
      window.removeEventListener('hashchange', read);
    };
  }

  /** Goes to an address made by `href`. `replace` leaves no step to come back to. */
  go(to: string, { replace = false }: { readonly replace?: boolean } = {}): void {
    if (to === location.hash) return;
    if (replace) history.replaceState(null, '', to);
    else history.pushState(null, '', to);
    this.#read();
  }

  /**
   * Changes parts of the query and keeps the rest; null removes one. While something is edited, `replace` (the default)
   * keeps one step back; a choice to come back from, such as opening the inspector, is `push`ed.
   */
  setQuery(
    patch: Readonly<Record<string, string | null>>,
    { push = false }: { readonly push?: boolean } = {},
  ): void {
    this.go(address(this.#place.path, { ...this.#place.query, ...patch }), { replace: !push });
  }

  #read(): void {
    this.#place = placeOf(location.hash);
  }
}
