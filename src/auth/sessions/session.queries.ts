import type { Tx } from '../../platform/prisma/prisma.service.js';

/** Parallel uses of one refresh token take turns. */
export async function lockRefreshToken(tx: Tx, tokenHash: Uint8Array<ArrayBuffer>): Promise<void> {
  await tx.$queryRaw`SELECT id FROM refresh_tokens WHERE token_hash = ${tokenHash} FOR UPDATE`;
}
