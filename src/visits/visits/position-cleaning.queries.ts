import type { Tx } from '../../platform/prisma/prisma.service.js';

/** Where an agent stood when the rest of a day was planned so many days ago. */
export async function forgetStarts(tx: Tx, now: Date, days: number): Promise<number> {
  return tx.$executeRaw`
    UPDATE routes SET input = (input - 'fromHere' - 'start') || '{"startForgotten": true}'
    WHERE input ? 'fromHere' AND created_at < ${now}::timestamptz - make_interval(days => ${days}::int)`;
}

/** Coordinates of check-ins so many days ago. No edit of the visit: its version stays. */
export async function forgetPositions(tx: Tx, now: Date, days: number): Promise<number> {
  return tx.$executeRaw`
    UPDATE visits SET check_in_latitude = NULL, check_in_longitude = NULL, check_in_accuracy_meters = NULL
    WHERE check_in_latitude IS NOT NULL AND checked_in_at < ${now}::timestamptz - make_interval(days => ${days}::int)`;
}
