/**
 * What floats over the page, newest last. Escape closes the newest only, wherever the focus is; native dialogs take part
 * so that a popover above a dialog goes first.
 */
const layers: (() => void)[] = [];

function onKey(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
  const close = layers.at(-1);
  if (!close) return;
  event.preventDefault();
  event.stopPropagation();
  close();
}

/** Registers something that Escape closes. Returns the way to take it away again. */
export function addLayer(close: () => void): () => void {
  if (layers.length === 0) document.addEventListener('keydown', onKey, true);
  layers.push(close);
  return () => {
    const index = layers.indexOf(close);
    if (index >= 0) layers.splice(index, 1);
    if (layers.length === 0) document.removeEventListener('keydown', onKey, true);
  };
}

const FOCUSABLE =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex="0"]';

/** Moves the focus into `box`: to what is marked `data-autofocus`, else to the first thing that takes it, else to `box`. */
export function focusInto(box: HTMLElement): void {
  const target =
    box.querySelector<HTMLElement>('[data-autofocus]') ?? box.querySelector<HTMLElement>(FOCUSABLE) ?? box;
  target.focus({ preventScroll: true });
}

/** Gives the focus back to `element` if what had it is gone. */
export function returnFocus(element: Element | null | undefined): void {
  const active = document.activeElement;
  // A chart is an SVG element.
  const focusable = element instanceof HTMLElement || element instanceof SVGElement;
  if ((active === null || active === document.body) && focusable && element.isConnected)
    element.focus({ preventScroll: true });
}
