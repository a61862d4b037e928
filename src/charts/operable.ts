import type { Attachment } from 'svelte/attachments';

/** What a chart does with keyboard and pointer. */
export interface ChartHandlers {
  readonly key: (event: KeyboardEvent) => void;
  readonly focus: () => void;
  readonly move: (event: PointerEvent) => void;
  readonly leave: () => void;
  readonly click: (event: MouseEvent) => void;
}

/**
 * Makes a drawing one tab stop and hands its events to a controller. Marks are not tab stops of their own: the arrow
 * keys walk them, and what they reach is said by the chart's live region.
 */
export function operable(handlers: ChartHandlers): Attachment<SVGSVGElement> {
  return (svg) => {
    const { key, focus, move, leave, click } = handlers;
    // A drawing that goes while it has the focus is blurred in the midst of being taken out, when nothing may change.
    const blur = (): void => queueMicrotask(leave);
    svg.tabIndex = 0;
    svg.addEventListener('keydown', key);
    svg.addEventListener('focus', focus);
    svg.addEventListener('pointermove', move);
    svg.addEventListener('pointerleave', leave);
    svg.addEventListener('blur', blur);
    svg.addEventListener('click', click);
    return () => {
      svg.removeEventListener('blur', blur);
      svg.removeEventListener('keydown', key);
      svg.removeEventListener('focus', focus);
      svg.removeEventListener('pointermove', move);
      svg.removeEventListener('pointerleave', leave);
      svg.removeEventListener('click', click);
    };
  };
}

/** What a drawing does with the pointer, in its own px. */
export interface PointerHandlers {
  readonly move: (x: number, y: number) => void;
  readonly leave: () => void;
  readonly click: (x: number, y: number) => void;
}

/** Hands the pointer's places to a drawing that the keyboard reaches by other means. A finger opens and never hovers. */
export function pointable({ move, leave, click }: PointerHandlers): Attachment<SVGSVGElement> {
  return (svg) => {
    const at = (event: MouseEvent): [number, number] => {
      const frame = svg.getBoundingClientRect();
      return [event.clientX - frame.left, event.clientY - frame.top];
    };
    const onMove = (event: PointerEvent): void => {
      if (event.pointerType !== 'touch') move(...at(event));
    };
    const onClick = (event: MouseEvent): void => click(...at(event));
    svg.addEventListener('pointermove', onMove);
    svg.addEventListener('pointerleave', leave);
    svg.addEventListener('click', onClick);
    return () => {
      svg.removeEventListener('pointermove', onMove);
      svg.removeEventListener('pointerleave', leave);
      svg.removeEventListener('click', onClick);
    };
  };
}
