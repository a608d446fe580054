interface Place {
  street?: string | null;
  postalCode?: string | null;
  city?: string | null;
  province?: string | null;
  latitude?: number | null;
  longitude?: number | null;
}

/** `20121 Milano (MI)`, as far as it is known. */
export function townOf({ postalCode, city, province }: Place): string {
  return [postalCode, city, province && `(${province})`].filter(Boolean).join(' ');
}

/** The address on one line; empty when none is known. */
export function addressOf(place: Place): string {
  return [place.street, townOf(place)].filter(Boolean).join(', ');
}

/** Where a telephone's navigation leads there; undefined when nobody knows where it is. */
export function wayTo(place: Place): string | undefined {
  const { latitude, longitude } = place;
  const destination = latitude == null || longitude == null ? addressOf(place) : `${latitude},${longitude}`;
  if (destination === '') return undefined;
  return `https://www.google.com/maps/dir/?${new URLSearchParams({ api: '1', destination }).toString()}`;
}
