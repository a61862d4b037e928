const GAP = 6;
const MARGIN = 8;

export interface Placement {
  /** Which edges of anchor and box are aligned. */
  readonly align?: 'start' | 'center' | 'end';
  readonly side?: 'below' | 'above';
}

/** Puts `box` beside `anchor` inside the window, over what lies fixed at its foot, on the other side where it fits better. */
function place(anchor: Element, box: HTMLElement, { align = 'start', side = 'below' }: Placement): void {
  const at = anchor.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const foot = parseFloat(getComputedStyle(document.documentElement).scrollPaddingBottom) || 0;
  const height = window.innerHeight - foot;
  box.style.setProperty('max-height', 'none');
  const wanted = box.scrollHeight + (box.offsetHeight - box.clientHeight);
  const room = { below: height - at.bottom - GAP - MARGIN, above: at.top - GAP - MARGIN };
  const other = side === 'below' ? 'above' : 'below';
  const chosen = wanted > room[side] && room[other] > room[side] ? other : side;
  const tall = Math.min(wanted, Math.max(96, room[chosen]));
  const left = {
    start: at.left,
    center: (at.left + at.right - box.offsetWidth) / 2,
    end: at.right - box.offsetWidth,
  }[align];
  const top = chosen === 'below' ? at.bottom + GAP : at.top - GAP - tall;
  box.style.setProperty('max-height', `${tall}px`);
  box.style.setProperty('left', `${Math.max(MARGIN, Math.min(left, width - box.offsetWidth - MARGIN))}px`);
  box.style.setProperty('top', `${Math.max(MARGIN, Math.min(top, height - tall - MARGIN))}px`);
}

/** Keeps `box`, a fixed element, beside `anchor` while either moves. Returns the way to stop. */
export function follow(anchor: Element, box: HTMLElement, placement: Placement = {}): () => void {
  const update = (): void => place(anchor, box, placement);
  const onScroll = (event: Event): void => {
    if (!(event.target instanceof Node && box.contains(event.target))) update();
  };
  const observer = new ResizeObserver(update);
  // What stands in a line of text has no size that could be observed; its paragraph has.
  observer.observe(anchor.closest('p') ?? anchor);
  for (const child of box.children) observer.observe(child);
  window.addEventListener('scroll', onScroll, true);
  window.addEventListener('resize', update);
  update();
  return () => {
    observer.disconnect();
    window.removeEventListener('scroll', onScroll, true);
    window.removeEventListener('resize', update);
  };
}
