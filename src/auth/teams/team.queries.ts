import type { Tx } from '../../platform/prisma/prisma.service.js';

/** Edits of one team take turns. */
export async function lockTeam(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM teams WHERE id = ${id}::uuid FOR UPDATE`;
}

/**
 * Names are given one after the other. Readers don't wait, and neither do those who join a team.
 * @param given case, accents and spaces aside
 * @returns whether a team other than `own` bears this name already
 */
export async function isTeamNameTaken(tx: Tx, given: string, own: string | null): Promise<boolean> {
  await tx.$executeRaw`LOCK TABLE teams IN SHARE ROW EXCLUSIVE MODE`;
  const same = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM teams
    WHERE regexp_replace(btrim(fold(name)), '\\s+', ' ', 'g') = regexp_replace(btrim(fold(${given})), '\\s+', ' ', 'g')
      AND id IS DISTINCT FROM ${own}::uuid LIMIT 1`;
  return same.length > 0;
}
