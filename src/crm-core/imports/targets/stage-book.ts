import type { PipelineStage, SalesPipeline } from '../../../platform/prisma/generated/client.js';
import type { PrismaService, Tx } from '../../../platform/prisma/prisma.service.js';
import type { DealStage } from '../../opportunities/domain/deal.js';
import { toDealStage } from '../../opportunities/stage-directory.js';
import { type CellResult, unreadable } from '../cells/cell-problem.js';
import { fold } from '../cells/fold.js';

type Pipeline = SalesPipeline & { stages: PipelineStage[] };

/** The pipelines and their stages, as people name them. */
export class StageBook {
  constructor(private readonly pipelines: readonly Pipeline[]) {}

  /** As they are at this moment. */
  static async of(tx: PrismaService | Tx): Promise<StageBook> {
    return new StageBook(
      await tx.salesPipeline.findMany({ include: { stages: { orderBy: { position: 'asc' } } } }),
    );
  }

  /**
   * The pipeline of this name or id; when none is named, the one of the deal, or the default one.
   * @param home the pipeline of the deal that is there already, which may be retired
   */
  pipeline(text: string | undefined, home?: string): CellResult<Pipeline> {
    const open = this.pipelines.filter(({ id, retiredAt }) => retiredAt === null || id === home);
    const found =
      text === undefined
        ? open.find(({ id, isDefault }) => (home === undefined ? isDefault : id === home))
        : named(open, text, home);
    if (found) return { value: found };
    return text === undefined
      ? unreadable('NO_PIPELINE', 'There is no default pipeline: name one.')
      : unreadable('PIPELINE_UNKNOWN', `There is no pipeline “${text}”.`);
  }

  /**
   * The stage of this name or id; the first open one when none is named.
   * @param present where the deal that is there already stands, in a retired stage too
   */
  stage(pipeline: Pipeline, text: string | undefined, present?: string): CellResult<DealStage> {
    const living = pipeline.stages.filter(({ retiredAt }) => retiredAt === null);
    const among = pipeline.stages.filter(({ id, retiredAt }) => retiredAt === null || id === present);
    const found =
      text === undefined ? living.find(({ kind }) => kind === 'OPEN') : named(among, text, present);
    if (found) return { value: toDealStage({ ...found, pipeline }) };
    return unreadable(
      'STAGE_UNKNOWN',
      `“${pipeline.name}” has no stage “${text ?? ''}”: it has ${living.map(({ name }) => name).join(', ')}.`,
    );
  }

  /** Where deals of a pipeline begin; undefined: nowhere any more. */
  first(pipelineId: string): DealStage | undefined {
    const pipeline = this.pipelines.find(({ id }) => id === pipelineId);
    const stage = pipeline?.stages.find(({ kind, retiredAt }) => kind === 'OPEN' && retiredAt === null);
    return pipeline && stage && toDealStage({ ...stage, pipeline });
  }

  /** Retired or not. */
  byId(stageId: unknown): DealStage | undefined {
    for (const pipeline of this.pipelines) {
      const stage = pipeline.stages.find(({ id }) => id === stageId);
      if (stage) return toDealStage({ ...stage, pipeline });
    }
    return undefined;
  }
}

/** The present one first: a name may have been given anew to another one since it was retired. */
function named<Named extends { id: string; name: string }>(
  all: readonly Named[],
  text: string,
  present: string | undefined,
): Named | undefined {
  const alike = all.filter(({ id, name }) => id === text.toLowerCase() || fold(name) === fold(text));
  return alike.find(({ id }) => id === present) ?? alike[0];
}
