import ical, {
  ICalCalendarMethod,
  ICalEventClass,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import type { VisitEvent } from './domain/visit-event.js';

/** How often a calendar may ask again, seconds. */
const ASK_AGAIN_SECONDS = 3600;

/** Events as iCalendar (RFC 5545); all instants in UTC, so no time zone has to be described. */
export function calendarText(name: string, events: readonly VisitEvent[]): string {
  const calendar = ical({
    name,
    prodId: { company: 'NEXUS-CRM', product: 'Visits', language: 'IT' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: ASK_AGAIN_SECONDS,
  });
  for (const event of events) {
    const cancelled = event.status === 'CANCELLED';
    calendar.createEvent({
      id: event.uid,
      ...{ sequence: event.sequence, status: ICalEventStatus[event.status] },
      ...{ start: event.start, end: event.end, stamp: event.stamp, lastModified: event.stamp },
      ...{ summary: event.summary, description: event.description },
      location: event.place === null ? null : { title: event.place, ...geoOf(event) },
      // Whoever shares the calendar shows colleagues that they are away, not with whom.
      class: ICalEventClass.PRIVATE,
      transparency: cancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    });
  }
  return calendar.toString();
}

function geoOf({ position }: VisitEvent): { geo?: { lat: number; lon: number } } {
  return position ? { geo: { lat: position.latitude, lon: position.longitude } } : {};
}
