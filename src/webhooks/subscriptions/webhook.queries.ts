import type { Tx } from '../../platform/prisma/prisma.service.js';

/** Holds a webhook until the transaction ends. */
export async function holdWebhook(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM webhook_subscriptions WHERE id = ${id}::uuid FOR UPDATE`;
}

/** Makes those who add webhooks wait for one another, so that their number can be counted. */
export async function holdNumberOfWebhooks(tx: Tx): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('number-of-webhooks', 0))::text`;
}

/** An id for a row that must know its own before it is written. */
export async function newWebhookId(tx: Tx): Promise<string> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`SELECT uuidv7()::text AS id`;
  if (!row) throw new Error('A SELECT without FROM has a row.');
  return row.id;
}
