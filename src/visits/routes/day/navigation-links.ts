import type { Position } from '../../geo/domain/great-circle.js';

/** Google Maps takes so many places between origin and destination. */
const MOST_WAYPOINTS = 9;

/**
 * Directions through these places in Google Maps; a long day becomes several links, each beginning where the one
 * before ends. Formats: developers.google.com/maps/documentation/urls.
 */
export function googleMapsLinks(places: readonly Position[]): string[] {
  const links: string[] = [];
  for (let from = 0; from < places.length - 1; from += MOST_WAYPOINTS + 1) {
    links.push(googleMapsLink(places.slice(from, from + MOST_WAYPOINTS + 2)));
  }
  return links;
}

function googleMapsLink(places: readonly Position[]): string {
  const [origin, ...rest] = places.map(coordinates);
  const destination = rest.pop();
  const query = new URLSearchParams({
    api: '1',
    origin: origin ?? '',
    destination: destination ?? '',
    travelmode: 'driving',
  });
  if (rest.length > 0) query.set('waypoints', rest.join('|'));
  return `https://www.google.com/maps/dir/?${query.toString()}`;
}

/** Drives to one place with Waze. */
export function wazeLink(place: Position): string {
  return `https://waze.com/ul?${new URLSearchParams({ ll: coordinates(place), navigate: 'yes' }).toString()}`;
}

/** Seven decimals are a centimetre. */
function coordinates({ latitude, longitude }: Position): string {
  return `${Number(latitude.toFixed(7))},${Number(longitude.toFixed(7))}`;
}
