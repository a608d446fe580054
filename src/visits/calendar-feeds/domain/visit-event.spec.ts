import { describe, expect, it } from '@jest/globals';
import { eventOf, type EventSource } from './visit-event.js';

const visit: EventSource = {
  ...{ id: '0199', version: 3, status: 'PLANNED', purpose: 'Ordine', fixed: false },
  scheduledAt: new Date('2026-03-02T08:00:00Z'),
  endsAt: new Date('2026-03-02T08:30:00Z'),
  updatedAt: new Date('2026-02-20T10:00:00Z'),
  ...{ clientName: 'Bar\nda  Gino', street: 'Via Roma 1', postalCode: '00184', city: 'Roma', province: 'RM' },
  ...{ latitude: 41.9, longitude: 12.5 },
};

describe('the event of a visit', () => {
  it('says who, where, when and what for', () => {
    expect(eventOf(visit)).toEqual({
      ...{ uid: 'visit-0199@nexus-crm', sequence: 2, status: 'TENTATIVE' },
      ...{ start: visit.scheduledAt, end: visit.endsAt, stamp: visit.updatedAt },
      ...{ summary: 'Bar da Gino', description: 'Ordine', place: 'Via Roma 1, 00184 Roma (RM)' },
      position: { latitude: 41.9, longitude: 12.5 },
    });
  });

  it.each([
    ['PLANNED', 'TENTATIVE'],
    ['CONFIRMED', 'CONFIRMED'],
    ['CHECKED_IN', 'CONFIRMED'],
    ['COMPLETED', 'CONFIRMED'],
    ['NO_SHOW', 'CONFIRMED'],
    ['SKIPPED', 'CANCELLED'],
    ['CANCELLED', 'CANCELLED'],
  ])('of a visit that is %s is %s', (status, expected) => {
    expect(eventOf({ ...visit, status }).status).toBe(expected);
  });

  it('leaves out what is not known', () => {
    const bare = {
      street: null,
      postalCode: null,
      city: null,
      province: null,
      latitude: null,
      purpose: null,
    };
    expect(eventOf({ ...visit, ...bare })).toMatchObject({ description: null, place: null, position: null });
    expect(eventOf({ ...visit, ...bare, fixed: true }).description).toBe('Appuntamento fisso');
  });
});
