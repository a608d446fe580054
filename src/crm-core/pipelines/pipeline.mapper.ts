import type { PipelineStage, SalesPipeline } from '../../platform/prisma/generated/client.js';
import type { PipelineResponse, StageResponse } from './dto/pipeline.response.js';

export type PipelineWithStages = SalesPipeline & { stages: PipelineStage[] };

export function toPipelineResponse(pipeline: PipelineWithStages): PipelineResponse {
  const { id, name, isDefault, retiredAt, version, createdAt, updatedAt } = pipeline;
  const stages = pipeline.stages.toSorted(byPlace).map(toStageResponse);
  return { id, name, isDefault, retiredAt, stages, version, createdAt, updatedAt };
}

export function toStageResponse(stage: PipelineStage): StageResponse {
  const { id, pipelineId, name, position, probability, kind, rottenAfterDays, retiredAt, version } = stage;
  return { id, pipelineId, name, position, probability, kind, rottenAfterDays, retiredAt, version };
}

function byPlace(a: PipelineStage, b: PipelineStage): number {
  return Number(a.retiredAt !== null) - Number(b.retiredAt !== null) || a.position - b.position;
}
