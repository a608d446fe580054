import { addDays, businessDateOf } from '#app/platform/time/rome.js';
import type { Story } from './story.ts';

export interface Care {
  /** Clients in the care of these owners when the period ended. */
  assigned: number;
  /** Of those, visited in the period. */
  covered: number;
  /** Of those, not visited for longer than their interval. */
  good: number;
}

/** Counted anew, client by client. */
export async function recountCare(
  { prisma }: Story,
  owners: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<Care> {
  const last = addDays(to, -1);
  const care = { assigned: 0, covered: 0, good: 0 };
  const clients = await prisma.client.findMany({
    where: { deletedAt: null },
    include: {
      spans: { orderBy: { sequence: 'asc' } },
      visits: { where: { status: 'COMPLETED', deletedAt: null } },
    },
  });
  for (const { spans, visits, visitIntervalDays } of clients) {
    const span = spans.filter(({ fromAt }) => businessDateOf(fromAt) <= last).at(-1);
    if (!span || span.lifecycle === 'LOST' || !owners.includes(span.ownerId)) continue;
    const days = visits
      .map(({ scheduledAt }) => businessDateOf(scheduledAt))
      .filter((day) => day <= last)
      .sort();
    const latest = days.at(-1);
    if (visitIntervalDays === null) throw new Error('the recount knows own intervals only');
    care.assigned += 1;
    if (latest !== undefined && latest >= from) care.covered += 1;
    if (latest !== undefined && addDays(latest, visitIntervalDays) >= last) care.good += 1;
  }
  return care;
}
