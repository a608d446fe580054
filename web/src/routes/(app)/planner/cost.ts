import type { components } from '#lib/api/schema.gen.ts';

export type FoundDay = components['schemas']['FoundDayResponse'];

/** A day before and after a visit comes to it or leaves it. */
export interface Change {
  date: string;
  metersBefore: number;
  metersAfter: number;
  secondsBefore: number;
  secondsAfter: number;
}

/** What choosing a day changes on it, and on the day that the visit leaves. */
export function changesOf(chosen: FoundDay, left: FoundDay | undefined): readonly Change[] {
  const comes: Change = {
    date: chosen.date,
    metersBefore: chosen.travelMeters - chosen.addedTravelMeters,
    metersAfter: chosen.travelMeters,
    secondsBefore: chosen.travelSeconds - chosen.addedTravelSeconds,
    secondsAfter: chosen.travelSeconds,
  };
  if (!left || left.date === chosen.date) return [comes];
  const goes: Change = {
    date: left.date,
    metersBefore: left.travelMeters,
    metersAfter: left.travelMeters - left.addedTravelMeters,
    secondsBefore: left.travelSeconds,
    secondsAfter: left.travelSeconds - left.addedTravelSeconds,
  };
  return [goes, comes];
}

/** How much further and longer one drives on all the days of a move. */
export function drivingOf(changes: readonly Change[]): { meters: number; minutes: number } {
  const meters = changes.reduce((sum, { metersBefore, metersAfter }) => sum + metersAfter - metersBefore, 0);
  const seconds = changes.reduce((sum, day) => sum + day.secondsAfter - day.secondsBefore, 0);
  return { meters, minutes: Math.round(seconds / 60) };
}

/** Driving and waiting, compared with where the visit stands now; of one that is new, what it adds. */
export function balanceOf(chosen: FoundDay, left: FoundDay | undefined): { meters: number; minutes: number } {
  return {
    meters: chosen.addedTravelMeters - (left?.addedTravelMeters ?? 0),
    minutes: chosen.addedMinutes - (left?.addedMinutes ?? 0),
  };
}
