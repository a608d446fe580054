import type { Prisma } from '#app/platform/prisma/generated/client.js';
import { toDateColumn } from '#app/platform/time/rome.js';
import type { Calendar } from './calendar.ts';
import type { Random } from './random.ts';
import type { Shop } from './shops.ts';
import type { Staff } from './staff.ts';
import { TERRITORIES } from './towns.ts';

const LONG_DAY = { from: '08:30', to: '18:30', lunchBreak: { from: '12:30', to: '15:30', minutes: 60 } };
const FRIDAY = { from: '08:30', to: '17:00', lunchBreak: { from: '12:30', to: '14:30', minutes: 45 } };
const WEEK = { mon: LONG_DAY, tue: LONG_DAY, wed: LONG_DAY, thu: LONG_DAY, fri: FRIDAY };

/** Each agent begins and ends in the first town of the territory. */
export function makeWorkingHours(staff: Staff, since: Date): Prisma.WorkingHoursCreateManyInput[] {
  return staff.agents.map(({ id }, territory) => {
    const [homeTown, , , latitude, longitude] = TERRITORIES[territory]?.[0] ?? [
      'Milano',
      'MI',
      '20121',
      45.4642,
      9.19,
    ];
    return {
      ...{ agentId: id, days: WEEK, homeTown, maxKm: 300 },
      ...{
        startLatitude: latitude,
        startLongitude: longitude,
        endLatitude: latitude,
        endLongitude: longitude,
      },
      ...{ createdAt: since, createdById: id, updatedById: id },
    };
  });
}

/** Two agents take days off in the weeks ahead, one an afternoon. */
export function makeAbsences(
  random: Random,
  calendar: Calendar,
  staff: Staff,
  since: Date,
): Prisma.AbsenceCreateManyInput[] {
  const absence = (agent: number, first: number, last: number, hours: [string, string] | null = null) => {
    const agentId = staff.agents[agent]?.id ?? '';
    return {
      ...{ id: random.uuid(since), agentId, createdAt: since, createdById: agentId, updatedById: agentId },
      ...{ from: toDateColumn(calendar.date(first)), to: toDateColumn(calendar.date(last)) },
      ...{ fromTime: hours?.[0] ?? null, toTime: hours?.[1] ?? null },
    };
  };
  return [absence(1, 10, 16), absence(5, 18, 19), absence(2, 4, 4, ['14:00', '18:30'])];
}

/**
 * A quarter of the shops close for the two weeks around Ferragosto, a few for some days soon. When the demo is made on a
 * Sunday, the others open that morning, as before Christmas: else everyone on the day's round would be closed.
 */
export function withClosures(random: Random, calendar: Calendar, clients: Shop[]): Shop[] {
  const year = Number(calendar.today.slice(0, 4)) + (calendar.today.slice(5) > '08-24' ? 1 : 0);
  const summer = { from: `${year}-08-10`, to: `${year}-08-24`, hours: [] };
  const isSunday = toDateColumn(calendar.today).getUTCDay() === 0;
  const thisMorning = { from: calendar.today, to: calendar.today, hours: [['09:00', '12:30']] };
  return clients.map((client) => {
    const soon = random.chance(0.04)
      ? [{ from: calendar.date(3), to: calendar.date(random.whole(4, 8)), hours: [] }]
      : [];
    // A closure that is near August would lie on the other.
    const closures =
      random.chance(0.25) && soon.every(({ to }) => to < summer.from) ? [...soon, summer] : soon;
    const isAway = closures.some(({ from, to }) => from <= calendar.today && calendar.today <= to);
    const all = isSunday && !isAway ? [thisMorning, ...closures] : closures;
    return all.length > 0 ? { ...client, openingExceptions: all } : client;
  });
}
