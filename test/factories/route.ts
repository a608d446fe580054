import type { PrismaService } from '#app/platform/prisma/prisma.service.js';

const OFFICE = { latitude: 45.46, longitude: 9.19 };

/** A planned day without visits, as the planner stores one. */
export async function storeEmptyRoute(
  prisma: PrismaService,
  agentId: string,
  date: Date,
): Promise<{ id: string }> {
  const day = date.toISOString().slice(0, 10);
  const input = {
    ...{ date: day, objective: 'MIN_TRAVEL', seed: 1, start: OFFICE, end: null },
    ...{ shift: { from: '09:00', to: '18:00' }, lunchBreak: null, candidates: [] },
  };
  const totals = {
    ...{ visits: 0, priority: 0, travelSeconds: 0, travelMeters: 0, serviceSeconds: 0, waitingSeconds: 0 },
    ...{ returnSeconds: 0, returnMeters: 0, lunchBreak: null },
    ...{ departure: `${day}T08:00:00.000Z`, end: `${day}T08:00:00.000Z` },
  };
  const engine = { objective: 'MIN_TRAVEL', engine: 'in-process', matrixSource: 'none', seed: 1 } as const;
  return prisma.route.create({
    data: { ...{ agentId, date, input, totals }, ...engine, createdById: agentId },
  });
}
