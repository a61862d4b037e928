import { uncontrolled, type Control } from '../base/control.ts';
import { orderAscending } from './statistics/order.ts';
import type { EventTable } from './table.ts';

/** Same for all questions of a table. */
const orders = new WeakMap<Float64Array, Uint32Array>();

/** Returns the rows of a table by time: of one instant in the table's order, undated ones last. Sorted once per table; pauses through `control`. */
export async function timeOrder(
  { time }: Pick<EventTable, 'time'>,
  control: Control = uncontrolled,
): Promise<Uint32Array> {
  let order = orders.get(time);
  if (order === undefined) orders.set(time, (order = await orderAscending(time, control)));
  return order;
}
