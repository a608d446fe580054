import { setTimeout as wait } from 'node:timers/promises';
import type { Story } from './story.ts';

/** Until no transaction is open that was at this call, in whatever database of the server: a feed of the journal waits for them. */
export async function untilSettled({ prisma }: Story): Promise<void> {
  const [now] = await prisma.$queryRaw<[{ next: string }]>`
    SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS next`;
  for (let tries = 0; tries < 1000; tries += 1) {
    const [{ settled }] = await prisma.$queryRaw<[{ settled: boolean }]>`
      SELECT pg_snapshot_xmin(pg_current_snapshot()) >= ${now.next}::xid8 AS settled`;
    if (settled) return;
    await wait(20);
  }
  throw new Error('a transaction was open all the time');
}
