import type { Snippet } from 'svelte';
import type { Format } from '../../i18n/format.ts';
import { t, type MessageHoles, type MessageKey } from '../../i18n/i18n.svelte.ts';

/** Messages with the one hole `slot`. */
type Around = {
  [Key in MessageKey]: [MessageHoles<Key>] extends ['slot'] ? Key : never;
}[MessageKey];

/** A part of a question's sentence that opens an editor. */
export interface SentenceSlot {
  /** What is chosen there, for those who don't see the sentence around it. */
  readonly label: string;
  /** The choice as it reads in the sentence. */
  readonly text: string;
  readonly editor: Snippet;
  readonly size?: 'small' | 'medium' | 'large';
  /** Words that come and go with the choice, such as `within {slot}`. */
  readonly around?: Around;
  /** Set in small type, for what is no part of the sentence proper. */
  readonly small?: boolean;
}

/** The slots of the first and the last date of a range. */
export function rangeSlots(
  { from, to }: { readonly from: string | null; readonly to: string | null },
  editor: Snippet,
  format: Format,
): { readonly from: SentenceSlot; readonly to: SentenceSlot } {
  return {
    from: {
      label: t('question.slot.from'),
      text: from === null ? t('question.range.first') : format.calendarDate(from),
      editor,
    },
    to: {
      label: t('question.slot.to'),
      text: to === null ? t('question.range.last') : format.calendarDate(to),
      editor,
    },
  };
}

/** The slot of what the sentence does not spell out; `set` of these options differ from their defaults. */
export function optionsSlot(set: number, editor: Snippet): SentenceSlot {
  const label = t('question.slot.options');
  return {
    label,
    text: set === 0 ? label : t('question.slot.options.some', { count: set }),
    editor,
    small: true,
  };
}
