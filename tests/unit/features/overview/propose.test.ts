import { describe, expect, it } from 'vitest';
import { appError } from '../../../../src/base/error.ts';
import { err, ok } from '../../../../src/base/result.ts';
import { everything } from '../../../../src/questions/filter.ts';
import { defaultLifecycle } from '../../../../src/questions/lifecycle.ts';
import type { QuestionKind } from '../../../../src/questions/question.ts';
import type { Session } from '../../../../src/state/session.svelte.ts';
import { gridRules, inRows, proposeTiles } from '../../../../src/features/overview/propose.ts';
import { pack } from '../../../../src/ui/grid/pack.ts';

const { signal } = new AbortController();
/** A session whose worker says this to every kind that a question is proposed of. */
const session = (answer: (kind: QuestionKind) => unknown): Session =>
  ({ call: (_: string, { kind }: { kind: QuestionKind }) => Promise.resolve(answer(kind)) }) as never;

describe('the tiles that data propose', () => {
  it('stand in rows of one height, without holes', () => {
    const places = inRows([
      { w: 6, h: 5 },
      { w: 6, h: 4 },
      { w: 6, h: 6 },
      { w: 8, h: 3 },
    ]);
    expect(places).toEqual([
      { x: 0, y: 0, w: 6, h: 5 },
      { x: 6, y: 0, w: 6, h: 5 },
      { x: 0, y: 5, w: 6, h: 6 },
      { x: 0, y: 11, w: 8, h: 3 },
    ]);
    const tiles = places.map((place, at) => ({ ...place, id: String(at) }));
    expect(pack(tiles, gridRules)).toEqual(tiles);
  });

  it('are those of the kinds that the data can answer', async () => {
    const lifecycle = defaultLifecycle({ events: ['Order'], where: everything });
    const tiles = await proposeTiles(
      session((kind) => ok(kind === 'lifecycle' ? lifecycle : null)),
      'w',
      signal,
    );
    expect(tiles).toMatchObject({ ok: true, value: [{ x: 0, y: 0, of: { name: 'Lifecycle' } }] });
  });

  it('are none, with the reason, where asking fails', async () => {
    const broken = err(appError('worker-crashed'));
    expect(
      await proposeTiles(
        session(() => broken),
        'w',
        signal,
      ),
    ).toEqual(broken);
  });
});
