import type { Tx } from '../prisma/prisma.service.js';

/** A place that nobody renews is free again after so long: what a killed process held comes back by itself. */
export const LEASE_SECONDS = 30;

interface Place {
  userId: string;
  kind: string;
  /** From 1 to the number that may run at once. */
  slot: number;
  token: string;
}

/** Takes a place that is free or whose holder is gone; the database's clock decides for all replicas. */
export async function takePlace(tx: Tx, { userId, kind, slot, token }: Place): Promise<boolean> {
  const taken = await tx.$executeRaw`
    INSERT INTO costly_runs AS r (user_id, kind, slot, token, expires_at)
    VALUES (${userId}::uuid, ${kind}, ${slot}, ${token}::uuid, now() + make_interval(secs => ${LEASE_SECONDS}))
    ON CONFLICT (user_id, kind, slot) DO UPDATE SET token = excluded.token, expires_at = excluded.expires_at
    WHERE r.expires_at <= now()`;
  return taken === 1;
}

export async function renewPlaces(tx: Tx, tokens: string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE costly_runs SET expires_at = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE token = ANY(${tokens}::uuid[])`;
}

export async function leavePlace(tx: Tx, token: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM costly_runs WHERE token = ${token}::uuid`;
}
