/** The first date of a period as calendars label it, an hour with its time; the second of two equal hours with its offset (T1). */
const PERIOD = /^\d{4}-\d{2}-\d{2}(T\d{2}([+-]\d{2}:\d{2})?)?$/;

/** Reads a period of an address; null for what is none. */
export function readPeriod(text: string | undefined): string | null {
  return text !== undefined && PERIOD.test(text) ? text : null;
}
