import type { Schemas } from '#lib/api/client.ts';
import { type MapLine, type MapPoint, positionOf, toneOf } from '#lib/map/map.ts';
import { romeDay } from './days.ts';

export type CalendarDay = Schemas['CalendarDayResponse'];
export type CalendarVisit = Schemas['CalendarVisitResponse'];
export type DueClient = Schemas['DueClientResponse'];
export type PlannedWeek = Schemas['PlannedWeekResponse'];
export type Route = Schemas['RouteResponse'];

/** What a planner says of a client. */
export interface Place {
  id: string;
  name: string;
  city: string | null;
  latitude: number | null;
  longitude: number | null;
}

/** A visit on a day: one of the calendar, or one that a plan proposes. */
export interface Entry {
  /** Of the visit; of the client and day where there is no visit yet. */
  id: string;
  clientId: string;
  name: string;
  city: string | null;
  startsAt: string;
  endsAt: string;
  /** Undefined: proposed. */
  visit: CalendarVisit | undefined;
  travelSeconds: number | undefined;
  travelMeters: number | undefined;
  place: Place | undefined;
}

export interface Day {
  date: string;
  index: number;
  off: CalendarDay['off'];
  shift: CalendarDay['shift'];
  entries: readonly Entry[];
  route: Route | undefined;
}

const MOVABLE: readonly string[] = ['PLANNED', 'CONFIRMED'];
const GONE: readonly string[] = ['CANCELLED', 'SKIPPED', 'NO_SHOW'];

export function isMovable({ visit }: Entry): boolean {
  return visit !== undefined && MOVABLE.includes(visit.status);
}

/** The days of a week: what stands there, and what a plan would add. */
export function daysOf(
  calendar: readonly CalendarDay[],
  plan: PlannedWeek | undefined,
  places: ReadonlyMap<string, Place>,
): readonly Day[] {
  return calendar.map(({ date, off, shift, visits }, index): Day => {
    const route = plan?.routes.find((one) => one.date === date);
    const legs = new Map(route?.stops.map((stop) => [stop.visitId ?? stop.clientId, stop]));
    const standing = visits.filter(({ status }) => !GONE.includes(status));
    const known = new Set(standing.map(({ id }) => id));
    const entries = [
      ...standing.map((visit): Entry => ({
        ...{ id: visit.id, clientId: visit.clientId, name: visit.clientName, city: visit.city },
        ...{ startsAt: visit.scheduledAt, endsAt: visit.endsAt, visit },
        ...legOf(legs.get(visit.id)),
        place: { ...visit, id: visit.clientId, name: visit.clientName },
      })),
      ...(route?.stops ?? [])
        .filter(({ visitId }) => visitId === null || !known.has(visitId))
        .map((stop): Entry => {
          const place = places.get(stop.clientId);
          return {
            ...{ id: `${date} ${stop.clientId}`, clientId: stop.clientId },
            ...{ name: place?.name ?? '…', city: place?.city ?? null, place, visit: undefined },
            ...{ startsAt: stop.serviceStart, endsAt: stop.departure, ...legOf(stop) },
          };
        }),
    ].sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
    return { date, index, off, shift, entries, route };
  });
}

function legOf(
  stop: Schemas['RouteStopResponse'] | undefined,
): Pick<Entry, 'travelSeconds' | 'travelMeters'> {
  return { travelSeconds: stop?.travelSeconds, travelMeters: stop?.travelMeters };
}

/** A pin for each visit, in its day's colour, with the day's two letters and its place in it. */
export function pinsOf(
  days: readonly Day[],
  sign: (day: Day) => string,
  say: (day: Day, entry: Entry) => string,
): MapPoint[] {
  return days.flatMap((day) =>
    day.entries.flatMap((entry, place): MapPoint[] => {
      const at = entry.place && positionOf(entry.place);
      if (!at) return [];
      return [
        {
          ...{ id: entry.id, at, town: entry.city, tone: toneOf(day.index) },
          ...{ label: say(day, entry), text: `${sign(day)}${place + 1}` },
        },
      ];
    }),
  );
}

export function waysOf(days: readonly Day[]): MapLine[] {
  return days.map((day): MapLine => {
    const path = day.entries.map(({ place }) => place && positionOf(place)).filter((at) => at !== undefined);
    return { id: day.date, path, tone: toneOf(day.index), dashed: day.entries.some(({ visit }) => !visit) };
  });
}

/** Those of a plan that are no visits yet. */
export function proposedOf(days: readonly Day[]): number {
  return days.reduce((sum, { entries }) => sum + entries.filter(({ visit }) => !visit).length, 0);
}

export function dayOfVisit({ startsAt }: Entry): string {
  return romeDay(startsAt);
}
