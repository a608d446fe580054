import type { Tx } from '../../platform/prisma/prisma.service.js';

/** Counts of the login limit whose window is over. */
export async function deleteExpiredCounts(tx: Tx, now: Date): Promise<number> {
  return tx.$executeRaw`DELETE FROM login_failures WHERE expire < ${BigInt(now.getTime())}`;
}

/** Sessions that ended so many days ago, with their refresh tokens: signed out, at their absolute end, or not used any more. */
export async function deleteEndedSessions(
  tx: Tx,
  now: Date,
  { days, idleDays }: { days: number; idleDays: number },
): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM sessions
    WHERE least(revoked_at, expires_at, last_used_at + make_interval(days => ${idleDays}::int))
      < ${now}::timestamptz - make_interval(days => ${days}::int)`;
}

/** Tokens that could not be exchanged any more, of sessions that still live; a replay of one is refused as unknown. */
export async function deleteExpiredRefreshTokens(tx: Tx, now: Date, days: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM refresh_tokens WHERE expires_at < ${now}::timestamptz - make_interval(days => ${days}::int)`;
}

/** Links that were used or replaced, or that ended unused, so many days ago. */
export async function deleteEndedTokens(tx: Tx, now: Date, days: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM one_time_tokens
    WHERE least(ended_at, expires_at) < ${now}::timestamptz - make_interval(days => ${days}::int)`;
}

/** API keys that were revoked or ended so many days ago. The journal still tells what they did. */
export async function deleteEndedApiKeys(tx: Tx, now: Date, days: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM api_keys
    WHERE least(revoked_at, expires_at) < ${now}::timestamptz - make_interval(days => ${days}::int)`;
}
