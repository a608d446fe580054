import { control, type LatLngBoundsExpression, map, type Map } from 'leaflet';

/** Shown before there are points: Italy. */
const ITALY: LatLngBoundsExpression = [
  [36.6, 6.6],
  [47.1, 18.6],
];

export interface MapWords {
  zoomIn: string;
  zoomOut: string;
}

/**
 * A map that a page can be scrolled past: a wheel zooms only where the map has been clicked or focused, and on a touch screen
 * one finger moves the page, two the map.
 */
export function makeMap(element: HTMLElement, { zoomIn, zoomOut }: MapWords): Map {
  const isTouched = matchMedia('(pointer: coarse)').matches;
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const made = map(element, {
    ...{ zoomControl: false, attributionControl: false, scrollWheelZoom: false },
    ...{ dragging: !isTouched, zoomAnimation: !isCalm, fadeAnimation: !isCalm, markerZoomAnimation: !isCalm },
    ...{ zoomSnap: 0.5, minZoom: 5, maxZoom: 18 },
  });
  made.fitBounds(ITALY);
  control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(made);
  made.on('focus', () => made.scrollWheelZoom.enable());
  made.on('blur', () => made.scrollWheelZoom.disable());
  return made;
}
