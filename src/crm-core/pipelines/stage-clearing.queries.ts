import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { FollowingDeal } from './pipeline.queries.js';

interface Clearing {
  fromId: string;
  to: { id: string; probability: number };
  actorId: string;
  at: Date;
}

/**
 * Every open deal of a stage goes to another one: its present stay ends and the next begins, at one instant. The
 * probability follows, unless it was set by hand.
 */
export async function clearStage(tx: Tx, { fromId, to, actorId, at }: Clearing): Promise<FollowingDeal[]> {
  const moved = await tx.$queryRaw<FollowingDeal[]>`
    UPDATE opportunities o
    SET stage_id = ${to.id}::uuid, probability = CASE WHEN o.probability_overridden THEN o.probability ELSE ${to.probability} END,
        version = o.version + 1, updated_at = ${at}, updated_by_id = ${actorId}::uuid
    FROM (SELECT id, probability FROM opportunities
          WHERE stage_id = ${fromId}::uuid AND status = 'OPEN' AND deleted_at IS NULL ORDER BY id FOR UPDATE) AS old
    WHERE o.id = old.id
    RETURNING o.id, old.probability AS previous`;
  await tx.$executeRaw`
    WITH ended AS (
      UPDATE opportunity_stage_entries e SET left_at = greatest(${at}, e.entered_at)
      WHERE e.opportunity_id = ANY(${moved.map(({ id }) => id)}::uuid[]) AND e.left_at IS NULL
      RETURNING e.opportunity_id, e.sequence, e.stage_id, e.left_at)
    INSERT INTO opportunity_stage_entries (opportunity_id, sequence, from_stage_id, stage_id, entered_at, by_id, owner_id, amount, probability)
    SELECT o.id, x.sequence + 1, x.stage_id, o.stage_id, x.left_at, ${actorId}::uuid, o.owner_id, o.amount, o.probability
    FROM ended x JOIN opportunities o ON o.id = x.opportunity_id`;
  return moved;
}
