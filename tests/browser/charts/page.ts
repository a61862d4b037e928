import '../../../src/styles/tokens.css';
import '../../../src/styles/base.css';
import '../../../src/styles/charts.css';
import { createFormat } from '../../../src/i18n/format.ts';

export const format = createFormat({ locale: 'en', timeZone: 'Europe/Helsinki', currency: 'EUR' });

/** A place of a fixed width for a chart to be measured in. */
export function roomOf(width: number): HTMLElement {
  const room = document.createElement('div');
  room.style.width = `${width}px`;
  document.body.append(room);
  return room;
}
