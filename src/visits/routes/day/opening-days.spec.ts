import { describe, expect, it } from '@jest/globals';
import { openOn, type OpenClient } from './opening-hours.js';

const client: OpenClient = {
  openingHours: { mon: [['09:00', '12:30']], sun: [['10:00', '13:00']] },
  openingExceptions: [
    { from: '2026-08-10', to: '2026-08-24', hours: [] },
    { from: '2026-12-07', to: '2026-12-07', hours: [['15:00', '19:00']] },
  ],
  ...{ city: 'milano', country: 'IT' },
};

describe('whether a client is open on a date', () => {
  it('is what it said of that very date, before all else', () => {
    expect(openOn(client, '2026-08-24')).toEqual({
      ...{ open: [], closed: 'The client is closed from 2026-08-10 to 2026-08-24, as it has said.' },
    });
    expect(openOn(client, '2026-12-07')).toEqual({ open: [['15:00', '19:00']], closed: null });
  });

  it('is no on a holiday of Italy and on the patron saint’s day of its town, known hours or not', () => {
    const other = { ...client, openingExceptions: null };
    expect(openOn(other, '2026-12-07').closed).toContain("Sant'Ambrogio");
    expect(openOn({ ...other, openingHours: null }, '2026-12-07').open).toEqual([]);
    expect(openOn(other, '2026-04-06').closed).toContain("Lunedì dell'Angelo");
    expect(openOn({ ...other, city: 'Bergamo' }, '2026-12-07')).toEqual({
      ...{ open: [['09:00', '12:30']], closed: null },
    });
    expect(openOn({ ...other, country: 'CH' }, '2026-04-06').closed).toBeNull();
  });

  it('is else what its week says; a weekday that is not named is the closing day', () => {
    expect(openOn(client, '2026-03-02')).toEqual({ open: [['09:00', '12:30']], closed: null });
    expect(openOn(client, '2026-03-03')).toEqual({
      ...{ open: [], closed: 'The client is closed on that weekday.' },
    });
    expect(openOn({ ...client, openingHours: null }, '2026-03-03')).toEqual({ open: null, closed: null });
  });
});
