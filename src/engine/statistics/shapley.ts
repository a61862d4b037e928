/**
 * Returns what each factor contributes to the change of a product from `before` to `after`: the mean, over all orders in which the
 * factors can be changed one by one, of what its change does (L. S. Shapley, 1953; for products A. F. Shorrocks, 1999). The parts sum to the
 * change, a factor that stays contributes nothing, and zeros do no harm. For few factors: work grows with 2 to their number.
 */
export function shapleyProduct(before: readonly number[], after: readonly number[]): number[] {
  const n = before.length;
  const factorial = [1];
  for (let k = 1; k <= n; k++) factorial.push(factorial[k - 1]! * k);
  return before.map((_, i) => {
    let part = 0;
    for (let changed = 0; changed < 1 << n; changed++) {
      if ((changed >> i) & 1) continue;
      let others = 1;
      let size = 0;
      for (let j = 0; j < n; j++) {
        const isChanged = (changed >> j) & 1;
        size += isChanged;
        if (j !== i) others *= isChanged === 1 ? after[j]! : before[j]!;
      }
      part +=
        ((factorial[size]! * factorial[n - size - 1]!) / factorial[n]!) * others * (after[i]! - before[i]!);
    }
    return part;
  });
}
