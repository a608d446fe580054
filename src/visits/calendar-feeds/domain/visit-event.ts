/** What an event is made of: a visit, and the place that it leads to. */
export interface EventSource {
  id: string;
  version: number;
  status: string;
  scheduledAt: Date;
  endsAt: Date;
  updatedAt: Date;
  purpose: string | null;
  fixed: boolean;
  clientName: string;
  street: string | null;
  postalCode: string | null;
  city: string | null;
  province: string | null;
  latitude: number | null;
  longitude: number | null;
}

export type EventStatus = 'TENTATIVE' | 'CONFIRMED' | 'CANCELLED';

export interface VisitEvent {
  uid: string;
  sequence: number;
  status: EventStatus;
  start: Date;
  end: Date;
  /** When the visit was last changed; the same at every reading until then. */
  stamp: Date;
  summary: string;
  description: string | null;
  place: string | null;
  position: { latitude: number; longitude: number } | null;
}

/** RFC 5545, 3.8.1.11. What did not take place stays, so that calendars which keep a copy learn of it. */
const EVENT_STATUS: Readonly<Record<string, EventStatus>> = {
  PLANNED: 'TENTATIVE',
  SKIPPED: 'CANCELLED',
  CANCELLED: 'CANCELLED',
};

/**
 * The event of a visit. No telephone, no notes, no amounts: a calendar lies with somebody else, and needs only who,
 * where, when and what for.
 */
export function eventOf(visit: EventSource): VisitEvent {
  const { latitude, longitude } = visit;
  return {
    uid: `visit-${visit.id}@nexus-crm`,
    sequence: visit.version - 1,
    status: EVENT_STATUS[visit.status] ?? 'CONFIRMED',
    start: visit.scheduledAt,
    end: visit.endsAt,
    stamp: visit.updatedAt,
    summary: oneLine(visit.clientName),
    description: descriptionOf(visit),
    place: placeOf(visit),
    position: latitude === null || longitude === null ? null : { latitude, longitude },
  };
}

function descriptionOf({ purpose, fixed }: EventSource): string | null {
  const lines = [purpose, fixed ? 'Appuntamento fisso' : null].filter((line) => line !== null && line !== '');
  return lines.length > 0 ? lines.join('\n') : null;
}

function placeOf({ street, postalCode, city, province }: EventSource): string | null {
  const town = [postalCode, city, province && `(${province})`].filter(Boolean).join(' ');
  return [street, town].filter(Boolean).map(String).map(oneLine).join(', ') || null;
}

/** Line breaks would be read as more lines of the entry. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
