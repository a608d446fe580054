import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { StageOrder } from './domain/stage-order.js';

/** Holds a pipeline and its stages still for one who changes them; writers of its deals wait. */
export async function lockPipeline(tx: Tx, pipelineId: string): Promise<void> {
  await tx.$queryRaw`SELECT FROM sales_pipelines WHERE id = ${pipelineId}::uuid FOR NO KEY UPDATE`;
}

/** Keeps a pipeline and its stages as they are while deals in it are written; such writers don't wait for each other. */
export async function sharePipeline(tx: Tx, pipelineId: string): Promise<void> {
  await tx.$queryRaw`SELECT FROM sales_pipelines WHERE id = ${pipelineId}::uuid FOR SHARE`;
}

/** Makes room for another default pipeline. */
export async function unseatDefault(tx: Tx, exceptId: string | null): Promise<void> {
  await tx.$executeRaw`
    UPDATE sales_pipelines SET is_default = FALSE, version = version + 1, updated_at = now()
    WHERE is_default AND id IS DISTINCT FROM ${exceptId}::uuid`;
}

/**
 * Numbers the living stages from 1 in this order. Positions are unique at every moment, so they first step out of
 * the way, below zero.
 */
export async function renumberStages(tx: Tx, pipelineId: string, order: StageOrder): Promise<void> {
  await tx.$executeRaw`
    UPDATE pipeline_stages SET position = -position WHERE pipeline_id = ${pipelineId}::uuid AND retired_at IS NULL`;
  await tx.$executeRaw`
    UPDATE pipeline_stages s
    SET position = o.place, version = s.version + (s.position <> -o.place)::int, updated_at = now()
    FROM unnest(${[...order]}::uuid[]) WITH ORDINALITY AS o(id, place)
    WHERE s.id = o.id`;
}

export interface FollowingDeal {
  id: string;
  previous: number;
}

/** Open deals in a stage take over its probability, unless theirs was set by hand. */
export function followStage(
  tx: Tx,
  stageId: string,
  probability: number,
  actorId: string,
): Promise<FollowingDeal[]> {
  return tx.$queryRaw<FollowingDeal[]>`
    UPDATE opportunities o
    SET probability = ${probability}, version = o.version + 1, updated_at = now(), updated_by_id = ${actorId}::uuid
    FROM (SELECT id, probability FROM opportunities
          WHERE stage_id = ${stageId}::uuid AND status = 'OPEN' AND NOT probability_overridden
            AND deleted_at IS NULL AND probability <> ${probability}
          FOR UPDATE) AS old
    WHERE o.id = old.id
    RETURNING o.id, old.probability AS previous`;
}
