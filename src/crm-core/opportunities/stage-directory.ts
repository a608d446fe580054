import { DomainError } from '../../platform/errors/index.js';
import type { PipelineStage, SalesPipeline } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { sharePipeline } from '../pipelines/pipeline.queries.js';
import type { DealStage } from './domain/deal.js';

/** A stage as the rules see it; all stages of a retired pipeline are retired. */
export function toDealStage(stage: PipelineStage & { pipeline: SalesPipeline }): DealStage {
  const { id, pipelineId, kind, probability } = stage;
  return { id, pipelineId, kind, probability, retiredAt: stage.retiredAt ?? stage.pipeline.retiredAt };
}

/** @throws DomainError STAGE_UNKNOWN (400) */
export async function stageNamed(tx: Tx, id: string): Promise<DealStage> {
  const stage = await tx.pipelineStage.findUnique({ where: { id }, include: { pipeline: true } });
  if (!stage) throw DomainError.field('/stageId', 'STAGE_UNKNOWN', 'There is no such stage.');
  return toDealStage(stage);
}

/** Where deals of a pipeline begin. */
export async function firstOpenStage(tx: Tx, pipelineId: string): Promise<DealStage> {
  const stage = await tx.pipelineStage.findFirstOrThrow({
    where: { pipelineId, kind: 'OPEN', retiredAt: null },
    orderBy: { position: 'asc' },
    include: { pipeline: true },
  });
  return toDealStage(stage);
}

/**
 * The stage in which a new deal begins; its pipeline is held still until the transaction ends.
 * @throws DomainError PIPELINE_UNKNOWN, STAGE_UNKNOWN, OTHER_PIPELINE, STAGE_NOT_OPEN (400), NO_PIPELINE (409)
 */
export async function stageToBeginIn(
  tx: Tx,
  pipelineId: string | undefined,
  stageId: string | undefined,
): Promise<DealStage> {
  const named = stageId === undefined ? undefined : await stageNamed(tx, stageId);
  const id = named?.pipelineId ?? (await pipelineNamed(tx, pipelineId));
  if (named && pipelineId !== undefined && pipelineId !== id) {
    throw DomainError.field('/stageId', 'OTHER_PIPELINE', 'The stage belongs to another pipeline.');
  }
  await sharePipeline(tx, id);
  const stage = stageId === undefined ? await firstOpenStage(tx, id) : await stageNamed(tx, stageId);
  if (stage.kind !== 'OPEN') {
    throw DomainError.field(
      '/stageId',
      'STAGE_NOT_OPEN',
      'An opportunity begins in an open stage; it is won or lost by a move.',
    );
  }
  return stage;
}

async function pipelineNamed(tx: Tx, id: string | undefined): Promise<string> {
  const pipeline = await tx.salesPipeline.findFirst({
    where: id === undefined ? { isDefault: true } : { id },
    select: { id: true },
  });
  if (pipeline) return pipeline.id;
  if (id !== undefined)
    throw DomainError.field('/pipelineId', 'PIPELINE_UNKNOWN', 'There is no such pipeline.');
  throw new DomainError(
    'conflict',
    'NO_PIPELINE',
    'There is no default pipeline yet: an admin creates one first.',
  );
}
