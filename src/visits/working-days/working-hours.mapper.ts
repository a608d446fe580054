import type { Absence, Prisma, WorkingHours } from '../../platform/prisma/generated/client.js';
import { fromDateColumn } from '../../platform/time/rome.js';
import type { Position } from '../geo/domain/great-circle.js';
import { type AgentHours, type Away, type DayHours, type LunchBreak, WEEKDAYS } from './agent-calendar.js';
import type { AbsenceResponse } from './dto/absence.response.js';
import type { SetWorkingHoursDto } from './dto/set-working-hours.dto.js';
import type { WorkingHoursResponse } from './dto/working-hours.response.js';

/** A weekday as it is stored. */
interface StoredDay {
  from: string;
  to: string;
  lunchBreak: LunchBreak | null;
}

type StoredDays = Partial<Record<(typeof WEEKDAYS)[number], StoredDay>>;

type WorkingHoursColumns = Pick<
  WorkingHours,
  | 'startLatitude'
  | 'startLongitude'
  | 'endLatitude'
  | 'endLongitude'
  | 'maxKm'
  | 'homeTown'
  | 'worksOnHolidays'
> & { days: Prisma.InputJsonObject };

/** The columns of what was sent; nobody's words are kept as they came. */
export function toColumns({
  days,
  start,
  end,
  maxKm,
  homeTown,
  worksOnHolidays = false,
}: SetWorkingHoursDto): WorkingHoursColumns {
  const home = start ?? null;
  const last = end === undefined ? home : end;
  return {
    days: toStoredDays(days),
    ...{ startLatitude: home?.latitude ?? null, startLongitude: home?.longitude ?? null },
    ...{ endLatitude: last?.latitude ?? null, endLongitude: last?.longitude ?? null },
    ...{ maxKm: maxKm ?? null, homeTown: homeTown ?? null, worksOnHolidays },
  };
}

function toStoredDays(days: SetWorkingHoursDto['days']): Prisma.InputJsonObject {
  return Object.fromEntries(
    WEEKDAYS.flatMap((weekday) => {
      const day = days[weekday];
      if (!day) return [];
      const { from, to, lunchBreak } = day;
      const lunch = lunchBreak && { from: lunchBreak.from, to: lunchBreak.to, minutes: lunchBreak.minutes };
      return [[weekday, { from, to, lunchBreak: lunch ?? null }]];
    }),
  );
}

export function toAgentHours(row: WorkingHours): AgentHours {
  const { maxKm, homeTown, worksOnHolidays } = row;
  const days = Object.entries(row.days as unknown as StoredDays).map(
    ([weekday, { from, to, lunchBreak }]) =>
      [weekday, { shift: { from, to }, lunchBreak } satisfies DayHours] as const,
  );
  return {
    days: Object.fromEntries(days),
    start: position(row.startLatitude, row.startLongitude),
    end: position(row.endLatitude, row.endLongitude),
    ...{ maxKm, homeTown, worksOnHolidays },
  };
}

export function toWorkingHoursResponse(agentId: string, row: WorkingHours | null): WorkingHoursResponse {
  return {
    agentId,
    days: (row?.days ?? {}) as unknown as StoredDays,
    start: row && position(row.startLatitude, row.startLongitude),
    end: row && position(row.endLatitude, row.endLongitude),
    maxKm: row?.maxKm ?? null,
    homeTown: row?.homeTown ?? null,
    worksOnHolidays: row?.worksOnHolidays ?? false,
    version: row?.version ?? 0,
    updatedAt: row?.updatedAt ?? null,
    updatedById: row?.updatedById ?? null,
  };
}

export function toAway({ from, to, fromTime, toTime }: Absence): Away {
  return {
    from: fromDateColumn(from),
    to: fromDateColumn(to),
    hours: fromTime === null || toTime === null ? null : { from: fromTime, to: toTime },
  };
}

export function toAbsenceResponse(absence: Absence): AbsenceResponse {
  const { id, agentId, fromTime, toTime, version } = absence;
  const { createdAt, createdById, updatedAt, updatedById } = absence;
  return {
    ...{ id, agentId, from: fromDateColumn(absence.from), to: fromDateColumn(absence.to), fromTime, toTime },
    ...{ version, createdAt, createdById, updatedAt, updatedById },
  };
}

function position(latitude: number | null, longitude: number | null): Position | null {
  return latitude === null || longitude === null ? null : { latitude, longitude };
}
