import type { Tx } from '../prisma/prisma.service.js';

/** The first request with a key, and how it was answered. */
export interface KeptRow {
  fingerprint: Uint8Array;
  answer: Uint8Array;
}

/**
 * Takes a key until the transaction ends, by commit or by death.
 * @returns false when another request has it
 */
export async function takeKey(tx: Tx, id: Uint8Array): Promise<boolean> {
  const [row] = await tx.$queryRaw<[{ taken: boolean }]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(encode(${id}::bytea, 'hex'), 0)) AS taken`;
  return row.taken;
}

export async function findAnswer(tx: Tx, id: Uint8Array): Promise<KeptRow | undefined> {
  const [row] = await tx.$queryRaw<KeptRow[]>`
    SELECT fingerprint, answer FROM idempotent_answers WHERE id = ${id}::bytea`;
  return row;
}

export async function keepAnswer(
  tx: Tx,
  id: Uint8Array,
  { fingerprint, answer }: KeptRow,
  at: Date,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO idempotent_answers (id, fingerprint, answer, created_at)
    VALUES (${id}::bytea, ${fingerprint}::bytea, ${answer}::bytea, ${at}::timestamptz)`;
}

export async function deleteAnswersBefore(tx: Tx, before: Date): Promise<number> {
  return tx.$executeRaw`DELETE FROM idempotent_answers WHERE created_at < ${before}::timestamptz`;
}
