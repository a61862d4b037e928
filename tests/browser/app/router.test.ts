import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { href, matchRoute, Router } from '../../../src/state/router.svelte.ts';

const routes = [{ path: '/' }, { path: '/w/:workspace/funnel' }, { path: '/w/:workspace/data' }];
let router: Router;
let stop: () => void;

beforeEach(() => {
  history.replaceState(null, '', '#/');
  router = new Router(routes);
  stop = router.listen();
});
afterEach(() => {
  stop();
  history.replaceState(null, '', location.pathname + location.search);
});

describe('href and matchRoute', () => {
  it('are each other’s inverse, whatever the names hold', () => {
    for (const workspace of ['a', 'a/b', 'Ä ?#&%=', ':x']) {
      const address = href('/w/:workspace/funnel', { workspace }, { q: workspace, none: null });
      history.replaceState(null, '', address);
      const at = new Router(routes);
      expect(at.params).toEqual({ workspace });
      expect(at.query).toEqual({ q: workspace });
    }
  });

  it('find no route for what fits none', () => {
    for (const path of ['/w', '/w/a', '/w/a/funnel/x', '/W/a/funnel', '/w/%E0%A4%A/funnel'])
      expect(matchRoute(routes, path), path).toBeNull();
    expect(() => href('/w/:workspace/funnel')).toThrow('workspace');
  });
});

describe('router', () => {
  it('goes and comes back', async () => {
    router.go(href('/w/:workspace/funnel', { workspace: 'a' }, { q: '1' }));
    router.go(href('/w/:workspace/data', { workspace: 'a' }));
    expect(router.match?.route.path).toBe('/w/:workspace/data');
    history.back();
    await vi.waitFor(() => expect(router.match?.route.path).toBe('/w/:workspace/funnel'));
    expect(router.query).toEqual({ q: '1' });
    history.forward();
    await vi.waitFor(() => expect(router.match?.route.path).toBe('/w/:workspace/data'));
  });

  it('follows a plain link', async () => {
    const link = document.createElement('a');
    link.href = '#/w/b/data';
    document.body.append(link);
    link.click();
    link.remove();
    await vi.waitFor(() => expect(router.params['workspace']).toBe('b'));
  });

  it('leaves no step behind while something is edited, and one for a choice', () => {
    router.go('#/w/a/funnel');
    // The browser keeps 50 steps at most, which tests before this one may have made.
    const steps = vi.spyOn(history, 'pushState');
    router.setQuery({ q: 'one' });
    router.setQuery({ q: 'two', by: 'device' });
    expect(steps).not.toHaveBeenCalled();
    router.setQuery({ pick: '4' }, { push: true });
    expect(steps).toHaveBeenCalledTimes(1);
    steps.mockRestore();
    router.setQuery({ by: null });
    expect(router.query).toEqual({ q: 'two', pick: '4' });
    expect(new Router(routes).query).toEqual({ q: 'two', pick: '4' });
  });
});
