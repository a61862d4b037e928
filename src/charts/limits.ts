/**
 * Returns the places of a step function so that the band of their limits reaches as far as its line: where limits end to be defined (NaN), those
 * before hold until there.
 * @param moved a place with the abscissa of another
 */
export function holdLimits<Place extends { readonly low: number }>(
  places: readonly Place[],
  moved: (place: Place, to: Place) => Place,
): readonly Place[] {
  return places.flatMap((place, i) => {
    const before = places[i - 1];
    return before && Number.isNaN(place.low) && !Number.isNaN(before.low)
      ? [moved(before, place), place]
      : [place];
  });
}
