import type { PrismaService } from '../../../platform/prisma/prisma.service.js';

/** Names this kind of lock among the advisory locks of the database. */
const LOCK_CLASS = 1_177_050;

/**
 * Does the work unless another replica is at it. The lock lives in a database session of its own: it ends with the
 * process that holds it, however that ends. Each step of the work holds the import's row besides.
 */
export async function withImportLock(
  prisma: PrismaService,
  importId: string,
  work: () => Promise<void>,
): Promise<void> {
  const session = await prisma.sessions.connect();
  let broken: Error | undefined;
  const onError = (error: Error): void => void (broken = error);
  session.on('error', onError);
  try {
    const { rows } = await session.query<{ mine: boolean }>(
      'SELECT pg_try_advisory_lock($1, hashtext($2)) AS mine',
      [LOCK_CLASS, importId],
    );
    if (!rows[0]?.mine) return;
    try {
      await work();
    } finally {
      if (!broken) await session.query('SELECT pg_advisory_unlock($1, hashtext($2))', [LOCK_CLASS, importId]);
    }
  } finally {
    session.off('error', onError);
    session.release(broken);
  }
}
