import type { PrismaService } from '#app/platform/prisma/prisma.service.js';

/** Until a statement waits for a lock that the story holds. */
export async function someoneWaits(prisma: PrismaService): Promise<void> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const waiting = await prisma.$queryRaw<object[]>`
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    if (waiting.length > 0) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error('nobody waits');
}
