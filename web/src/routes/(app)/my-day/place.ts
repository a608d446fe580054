import type { Schemas } from '#lib/api/client.ts';
import { time } from '#lib/format/format.ts';

type Visit = Schemas['MyDayVisit'];

export function addressOf({ street, postalCode, city, province }: Visit): string {
  const town = [postalCode, city, province].filter(Boolean).join(' ');
  return [street, town].filter(Boolean).join(', ');
}

/** Opens the navigation that this telephone has; undefined: nobody knows where it is. */
export function directionsTo(visit: Visit, agent = navigator.userAgent): string | undefined {
  const { latitude, longitude, clientName } = visit;
  const point = latitude === null || longitude === null ? undefined : `${latitude},${longitude}`;
  const goal = point ?? addressOf(visit);
  if (goal === '') return undefined;
  if (/iPhone|iPad/.test(agent))
    return `https://maps.apple.com/?${new URLSearchParams({ daddr: goal, dirflg: 'd' }).toString()}`;
  // Android asks which of its maps it shall be, and remembers.
  if (/Android/.test(agent)) {
    const label = point ? `${point}(${clientName.replace(/[()]/g, ' ')})` : goal;
    return `geo:${point ?? '0,0'}?q=${encodeURIComponent(label)}`;
  }
  return `https://www.google.com/maps/dir/?${new URLSearchParams({ api: '1', destination: goal }).toString()}`;
}

const EARTH_METERS = 6_371_000;
/** Roads are longer than the line through the air by about so much, as the planner estimates too. */
const ROADS = 1.3;

/** Metres by road from one visit to the next, estimated; undefined where a place is unknown. */
export function metersBetween(from: Visit | undefined, to: Visit): number | undefined {
  if (from?.latitude == null || from.longitude == null || to.latitude == null || to.longitude == null)
    return undefined;
  const [a, b] = [radians(from.latitude), radians(to.latitude)];
  const half = (angle: number) => Math.sin(angle / 2) ** 2;
  const chord = half(b - a) + Math.cos(a) * Math.cos(b) * half(radians(to.longitude - from.longitude));
  return 2 * EARTH_METERS * Math.asin(Math.sqrt(chord)) * ROADS;
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Whether the client is open for the whole visit; undefined: its hours are unknown. */
export function isOpenFor({ openHours, scheduledAt, durationMinutes }: Visit): boolean | undefined {
  if (openHours == null) return undefined;
  const [from, to] = [time(scheduledAt), time(endOf(scheduledAt, durationMinutes))];
  return openHours.some(([opens = '', closes = '']) => opens <= from && to <= closes);
}

function endOf(scheduledAt: string, minutes: number): string {
  return new Date(Date.parse(scheduledAt) + minutes * 60_000).toISOString();
}
