import type { PipelineStage, SalesPipeline } from '../../../platform/prisma/generated/client.js';
import type { DealStage } from '../../opportunities/domain/deal.js';
import { type CellResult, unreadable } from '../cells/cell-problem.js';
import { fold } from '../cells/fold.js';

type Pipeline = SalesPipeline & { stages: PipelineStage[] };

/** Where a deal stands, and where one of its pipeline begins. */
export interface Place {
  stage: DealStage;
  firstStage: DealStage;
}

/** The pipelines and their stages, as people name them. */
export class StageBook {
  private readonly living: readonly Pipeline[];

  constructor(pipelines: readonly Pipeline[]) {
    this.living = pipelines.filter(({ retiredAt }) => retiredAt === null);
  }

  /** The pipeline of this name or id; the default one when none is named. */
  pipeline(text: string | undefined): CellResult<Pipeline> {
    const found = this.living.find(({ id, name, isDefault }) =>
      text === undefined ? isDefault : id === text.toLowerCase() || fold(name) === fold(text),
    );
    if (found) return { value: found };
    return text === undefined
      ? unreadable('NO_PIPELINE', 'There is no default pipeline: name one.')
      : unreadable('PIPELINE_UNKNOWN', `There is no pipeline “${text}”.`);
  }

  /** The stage of this name; the first open one when none is named. */
  place(pipeline: Pipeline, text: string | undefined): CellResult<Place> {
    const stages = pipeline.stages.filter(({ retiredAt }) => retiredAt === null);
    const first = stages.find(({ kind }) => kind === 'OPEN');
    const stage =
      text === undefined
        ? first
        : stages.find(({ id, name }) => id === text.toLowerCase() || fold(name) === fold(text));
    if (stage && first) return { value: { stage: toDealStage(stage), firstStage: toDealStage(first) } };
    return unreadable(
      'STAGE_UNKNOWN',
      `“${pipeline.name}” has no stage “${text ?? ''}”: it has ${stages.map(({ name }) => name).join(', ')}.`,
    );
  }

  /** @returns undefined for a stage that no deal enters any more */
  byId(stageId: unknown): DealStage | undefined {
    const stage = this.living
      .flatMap(({ stages }) => stages)
      .find(({ id, retiredAt }) => id === stageId && retiredAt === null);
    return stage && toDealStage(stage);
  }
}

function toDealStage({ id, pipelineId, kind, probability, retiredAt }: PipelineStage): DealStage {
  return { id, pipelineId, kind, probability, retiredAt };
}
