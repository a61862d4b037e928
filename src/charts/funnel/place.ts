import type { Box } from '../scale.ts';
import { partAt, type Extent } from './geometry.ts';
import type { FunnelLayout } from './layout.ts';
import type { FunnelMark, Segment } from './segments.ts';

/** Box of a mark: the whole bar or one of its parts; null when nothing is drawn for it. */
export function markBox(layout: FunnelLayout, { step, segment }: FunnelMark): Box | null {
  const bar = layout.bars[step];
  if (bar === undefined) return null;
  if (segment === 'entered') return bar.box;
  return bar.parts.find(({ part }) => part === segment) ?? bar.box;
}

/** The segment that a place on a bar means; slivers are met near by. The last bar has only the whole. */
export function segmentAt(layout: FunnelLayout, step: number, x: number, y: number): Segment {
  const bar = layout.bars[step];
  if (bar === undefined || step === layout.bars.length + layout.hidden - 1) return 'entered';
  const lying = layout.form === 'narrow';
  const along: Extent[] = bar.parts.map((box) => ({
    part: box.part,
    thin: box.thin,
    extent: lying ? box.width : box.height,
    from: lying ? box.x : bar.box.y + bar.box.height - box.y - box.height,
    to: lying ? box.x + box.width : bar.box.y + bar.box.height - box.y,
  }));
  return partAt(along, lying ? x : bar.box.y + bar.box.height - y) ?? 'entered';
}
