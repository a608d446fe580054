import type { Prisma, Visit, VisitOutcome } from '#app/platform/prisma/generated/client.js';
import type { Calendar } from './calendar.ts';
import type { Random } from './random.ts';
import type { Shop } from './shops.ts';

const PAST_DAYS = 365;
const COMING_DAYS = 5;
const SLOTS = ['09:30', '10:15', '11:00', '11:45', '15:45', '16:30', '17:15', '18:00'];
const MINUTE = 60_000;
const OUTCOMES: VisitOutcome[] = ['ORDER', 'ORDER', 'FOLLOW_UP', 'FOLLOW_UP', 'NO_INTEREST', 'CLOSED'];

export type SeededVisit = Prisma.VisitUncheckedCreateInput & {
  id: string;
  createdAt: Date;
  scheduledAt: Date;
  checkedInAt: Date | null;
  checkedOutAt: Date | null;
  verification: Visit['verification'];
  distanceMeters: number | null;
  outcome: VisitOutcome | null;
  orderAmount: string | null;
};

/** A year of visits, a few each workday, and the plan of the days to come. */
export function makeVisits(random: Random, calendar: Calendar, clients: Shop[]): SeededVisit[] {
  const byAgent = Map.groupBy(clients, ({ ownerId }) => ownerId);
  return [...byAgent.values()].flatMap((shops) => {
    const visits: SeededVisit[] = [];
    let turn = 0;
    for (let day = -PAST_DAYS; day <= COMING_DAYS; day += 1) {
      const slots = slotsOf(random, calendar, day);
      for (const slot of slots) {
        const shop = shops[turn++ % shops.length];
        const scheduledAt = calendar.instant(day, slot);
        if (shop && shop.createdAt < scheduledAt) visits.push(makeVisit(random, calendar, shop, scheduledAt));
      }
    }
    return visits;
  });
}

/** Nobody works at the weekend, but whoever makes the demo then sees a day too: a morning, when shops are open. */
function slotsOf(random: Random, calendar: Calendar, day: number): string[] {
  if (calendar.isWorkday(day)) return SLOTS.filter(() => random.chance(0.42));
  return day === 0 ? SLOTS.filter((slot) => slot < '12:00') : [];
}

function makeVisit(random: Random, calendar: Calendar, shop: Shop, scheduledAt: Date): SeededVisit {
  const durationMinutes = random.pick([20, 30, 30, 40]);
  const endsAt = new Date(scheduledAt.getTime() + durationMinutes * MINUTE);
  const visit: SeededVisit = {
    id: random.uuid(new Date(Math.min(scheduledAt.getTime(), calendar.now.getTime()))),
    clientId: shop.id,
    agentId: shop.ownerId,
    scheduledAt,
    durationMinutes,
    endsAt,
    purpose: random.pick(['Riordino', 'Presentazione novità', 'Verifica esposizione', 'Primo contatto']),
    status: 'PLANNED',
    ...{ checkedInAt: null, checkedOutAt: null, verification: null, distanceMeters: null },
    ...{ outcome: null, orderAmount: null },
    // Planned some days ahead, but not before there was the shop.
    createdAt: new Date(
      Math.max(
        shop.createdAt.getTime(),
        Math.min(scheduledAt.getTime() - 5 * 86_400_000, calendar.now.getTime()),
      ),
    ),
    createdById: shop.ownerId,
  };
  if (endsAt >= calendar.now) return visit;
  if (random.chance(0.08))
    return {
      ...visit,
      status: random.pick(['CANCELLED', 'NO_SHOW', 'SKIPPED']),
      statusReason: 'negozio chiuso',
    };
  const checkedInAt = new Date(scheduledAt.getTime() + random.whole(-5, 12) * MINUTE);
  const outcome = random.pick(OUTCOMES);
  const isNear = random.chance(0.9);
  return {
    ...visit,
    status: 'COMPLETED',
    checkedInAt,
    verification: isNear ? 'VERIFIED' : 'UNVERIFIED',
    distanceMeters: isNear ? random.whole(0, 12) * 10 : null,
    checkedOutAt: new Date(checkedInAt.getTime() + random.whole(12, 45) * MINUTE),
    outcome,
    orderAmount: outcome === 'ORDER' ? `${random.whole(5, 90) * 10}.00` : null,
  };
}
