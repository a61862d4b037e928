import type { Attachment } from 'svelte/attachments';
import { addLayer } from './layers.ts';
import { follow } from './place.ts';

interface TipOptions {
  /** Names the tip as the element's description; not for a tip that repeats the element's name. */
  readonly describe?: boolean;
}

let count = 0;

/**
 * Shows `text` beside the element while it is hovered or focused from the keyboard: `<th {@attach tip(t('…'))}>`.
 * Escape hides it. Nothing may stand in a tip alone that is needed to use the page by touch.
 */
export function tip(text: string, { describe = true }: TipOptions = {}): Attachment<HTMLElement> {
  return (element) => {
    if (text === '') return;
    let hide: (() => void) | null = null;

    const show = (): void => {
      if (hide) return;
      const box = document.createElement('div');
      box.className = 'tip';
      box.popover = 'manual';
      box.role = 'tooltip';
      box.id = `tip-${(count += 1)}`;
      box.textContent = text;
      // Inside a modal dialog only the dialog's own descendants are not inert.
      (element.closest('dialog') ?? document.body).append(box);
      box.showPopover();
      const stop = follow(element, box, { align: 'center' });
      const forget = addLayer(() => hide?.());
      if (describe) element.setAttribute('aria-describedby', box.id);
      hide = () => {
        hide = null;
        stop();
        forget();
        box.remove();
        if (describe) element.removeAttribute('aria-describedby');
      };
    };
    const enter = (event: PointerEvent): void => {
      if (event.pointerType !== 'touch') show();
    };
    const focus = (): void => {
      if (element.matches(':focus-visible')) show();
    };
    const leave = (): void => hide?.();

    element.addEventListener('pointerenter', enter);
    element.addEventListener('pointerleave', leave);
    element.addEventListener('pointerdown', leave);
    element.addEventListener('focus', focus);
    element.addEventListener('blur', leave);
    return () => {
      hide?.();
      element.removeEventListener('pointerenter', enter);
      element.removeEventListener('pointerleave', leave);
      element.removeEventListener('pointerdown', leave);
      element.removeEventListener('focus', focus);
      element.removeEventListener('blur', leave);
    };
  };
}
