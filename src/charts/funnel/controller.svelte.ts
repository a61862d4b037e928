import type { StepResult } from '../../questions/funnel.ts';
import type { FunnelLayout } from './layout.ts';
import { segmentAt } from './place.ts';
import { walk, type FunnelMark } from './segments.ts';

/** What the pointer reads: a mark, or what lies between a bar and the next. */
export type Pointed = FunnelMark | { readonly step: number; readonly segment: 'hop' };

/** What the controller reads of the chart, and whom it tells. */
export interface FunnelControls {
  readonly steps: () => readonly StepResult[];
  readonly layout: () => FunnelLayout;
  readonly say: (mark: FunnelMark) => string;
  readonly pick: (mark: FunnelMark) => void;
  readonly table: (() => void) | undefined;
  readonly copy: (() => void) | undefined;
}

/** Pointer and keyboard of one funnel: one tab stop, arrows walk its marks, hovering reads. */
export class FunnelController {
  #controls: () => FunnelControls;
  #mark = $state.raw<FunnelMark>({ step: 0, segment: 'entered' });
  pointed = $state.raw<Pointed | null>(null);
  /** Last sentence for the live region. */
  said = $state('');

  constructor(controls: () => FunnelControls) {
    this.#controls = controls;
  }

  /** Mark under the keyboard; follows a funnel that loses steps, or the room for them. */
  get active(): FunnelMark {
    const last = Math.max(0, this.#controls().layout().bars.length - 1);
    return this.#mark.step <= last ? this.#mark : { step: last, segment: 'entered' };
  }

  key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { steps, layout, say, pick, table, copy } = this.#controls();
    const letter = event.key.toLowerCase();
    const moved = walk(steps(), this.active, event.key, layout().bars.length);
    if (moved !== null) {
      this.#mark = moved;
      this.pointed = moved;
      this.said = say(moved);
    } else if (event.key === 'Enter' || event.key === ' ') pick(this.active);
    else if (letter === 't' && table) table();
    else if (letter === 'c' && copy) copy();
    else if (event.key === 'Escape' && this.pointed !== null) this.pointed = null;
    // An arrow at the end of its way must not scroll the page under the reader.
    else if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
  };

  focus = (): void => {
    this.said = this.#controls().say(this.active);
  };

  move = (event: PointerEvent): void => {
    // A finger has no hover: what it touches opens.
    this.pointed = event.pointerType === 'touch' ? null : this.#at(event);
  };

  leave = (): void => {
    this.pointed = null;
  };

  click = (event: MouseEvent): void => {
    const at = this.#at(event);
    if (at === null) return;
    const mark: FunnelMark = at.segment === 'hop' ? { step: at.step, segment: 'went-on' } : at;
    this.#mark = mark;
    this.#controls().pick(mark);
  };

  #at(event: MouseEvent): Pointed | null {
    const target = event.target instanceof Element ? event.target : null;
    const svg = target?.closest('svg');
    const hop = target?.closest('[data-hop]')?.getAttribute('data-hop');
    if (typeof hop === 'string') return { step: Number(hop), segment: 'hop' };
    const step = target?.closest('[data-step]')?.getAttribute('data-step');
    if (!svg || typeof step !== 'string') return null;
    if (target?.closest('.head')) return { step: Number(step), segment: 'entered' };
    const frame = svg.getBoundingClientRect();
    const layout = this.#controls().layout();
    return {
      step: Number(step),
      segment: segmentAt(layout, Number(step), event.clientX - frame.left, event.clientY - frame.top),
    };
  }
}
