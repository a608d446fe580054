import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { assertFresh } from '../../platform/http/index.js';
import { diff, JournalService } from '../../platform/journal/index.js';
import type { PipelineStage, Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { placedAt, type StageOrder, without } from './domain/stage-order.js';
import type { CreateStageDto } from './dto/create-stage.dto.js';
import type { PipelineResponse, StageResponse } from './dto/pipeline.response.js';
import type { UpdateStageDto } from './dto/update-stage.dto.js';
import { toPipelineResponse, toStageResponse } from './pipeline.mapper.js';
import { lockPipeline, renumberStages } from './pipeline.queries.js';
import { StageClearing } from './stage-clearing.service.js';
import { StageFollowers } from './stage-followers.service.js';
import {
  assertAllKinds,
  assertNameFree,
  assertNeverUsed,
  assertNoOpenDeals,
  probabilityFor,
} from './stage-rules.js';

/** The stages of a pipeline; whoever changes one holds the whole pipeline still. */
@Injectable()
export class StagesService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly followers: StageFollowers,
    private readonly clearing: StageClearing,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND, STAGE_NAME_TAKEN (409), PROBABILITY_FIXED (400) */
  async create(
    actor: Principal,
    pipelineId: string,
    { position, ...fields }: CreateStageDto,
  ): Promise<StageResponse> {
    return this.prisma.$transaction(async (tx) => {
      const stages = await lockedStages(tx, pipelineId);
      // A pipeline is never without stages.
      if (stages.length === 0) throw DomainError.notFound('pipeline');
      assertNameFree(stages, fields.name);
      const living = stages.filter(isLiving);
      const probability = probabilityFor(fields.kind, fields.probability) ?? 0;
      const data = { ...fields, probability, pipelineId, position: living.length + 1 };
      const { id } = await tx.pipelineStage.create({ data });
      const place = position ?? living.findLastIndex(({ kind }) => kind === fields.kind) + 2;
      await this.reorder(tx, pipelineId, [...idsOf(living), id], placedAt(idsOf(living), id, place));
      const stage = await tx.pipelineStage.findUniqueOrThrow({ where: { id } });
      await this.record(tx, actor, 'stage.created', stage, { ...data, position: stage.position });
      return toStageResponse(stage);
    });
  }

  /**
   * @throws DomainError NOT_FOUND, STALE (412), STAGE_NAME_TAKEN, STAGE_IN_USE, STAGE_RETIRED, LAST_STAGE_OF_KIND (409),
   * PROBABILITY_FIXED (400), or a problem of `moveTo` (400)
   */
  async update(
    actor: Principal,
    id: string,
    body: UpdateStageDto,
    ifMatch: number | undefined,
  ): Promise<StageResponse> {
    return this.prisma.$transaction(async (tx) => {
      const named = await tx.pipelineStage.findUnique({ where: { id }, select: { pipelineId: true } });
      if (!named) throw DomainError.notFound('stage');
      const stages = await lockedStages(tx, named.pipelineId);
      const before = stages.find((stage) => stage.id === id);
      if (!before) throw DomainError.notFound('stage');
      assertFresh(before, ifMatch);
      const changes = this.changesOf(before, body);
      await this.clear(tx, actor, stages, before, body);
      await assertPermitted(tx, stages, before, changes);
      await this.apply(tx, stages, before, changes, body.position);
      const after = await tx.pipelineStage.findUniqueOrThrow({ where: { id } });
      const facts = diff(before, { ...changes, position: after.position });
      if (Object.keys(facts).length > 0) await this.record(tx, actor, 'stage.updated', after, facts);
      if (after.probability !== before.probability) await this.followers.follow(tx, actor, after);
      return toStageResponse(after);
    });
  }

  /**
   * All in one call: every living stage once.
   * @throws DomainError NOT_FOUND, STALE (412), STAGES_DIFFER (400)
   */
  async order(
    actor: Principal,
    pipelineId: string,
    stageIds: string[],
    ifMatch: number | undefined,
  ): Promise<PipelineResponse> {
    return this.prisma.$transaction(async (tx) => {
      const before = idsOf((await lockedStages(tx, pipelineId)).filter(isLiving));
      const pipeline = await tx.salesPipeline.findUnique({ where: { id: pipelineId } });
      if (!pipeline) throw DomainError.notFound('pipeline');
      assertFresh(pipeline, ifMatch);
      if (before.toSorted().join() !== stageIds.toSorted().join()) {
        const detail = 'These are not the living stages of the pipeline, each of them once.';
        throw DomainError.field('/stageIds', 'STAGES_DIFFER', detail);
      }
      const where = { where: { id: pipelineId }, include: { stages: true } };
      if (before.join() === stageIds.join())
        return toPipelineResponse(await tx.salesPipeline.findUniqueOrThrow(where));
      await renumberStages(tx, pipelineId, stageIds);
      const data = { version: { increment: 1 } };
      const after = await tx.salesPipeline.update({ ...where, data });
      await this.journal.record(tx, actor, {
        action: 'pipeline.reordered',
        entity: 'pipeline',
        entityId: pipelineId,
        facts: { stageIds: { from: before, to: stageIds } },
      });
      return toPipelineResponse(after);
    });
  }

  /** Where its open deals go, when it is retired. */
  private async clear(
    tx: Tx,
    actor: Principal,
    stages: PipelineStage[],
    before: PipelineStage,
    { retired, moveTo }: UpdateStageDto,
  ): Promise<void> {
    if (moveTo === undefined) return;
    if (!retired)
      throw DomainError.field('/moveTo', 'NOT_RETIRED', 'Opportunities leave a stage when it is retired.');
    await this.clearing.clear(tx, actor, stages, before, moveTo);
  }

  private changesOf(
    before: PipelineStage,
    { name, kind, probability, rottenAfterDays, retired }: UpdateStageDto,
  ): StageChanges {
    return {
      name,
      kind,
      probability: probabilityFor(kind ?? before.kind, probability),
      rottenAfterDays,
      retiredAt: retired === undefined ? undefined : retired ? (before.retiredAt ?? this.clock.now()) : null,
    };
  }

  private async apply(
    tx: Tx,
    stages: PipelineStage[],
    before: PipelineStage,
    changes: StageChanges,
    position?: number,
  ): Promise<void> {
    const { id, pipelineId } = before;
    const order = idsOf(stages.filter(isLiving));
    const returns = before.retiredAt !== null && changes.retiredAt === null;
    if (Object.keys(diff(before, changes)).length > 0) {
      const place = returns ? { position: order.length + 1 } : {};
      await tx.pipelineStage.update({
        where: { id },
        data: { ...changes, ...place, version: { increment: 1 } },
      });
    }
    const retired = changes.retiredAt ?? (returns ? null : before.retiredAt);
    const present = returns ? [...order, id] : order;
    if (retired) await this.reorder(tx, pipelineId, order, without(order, id));
    else if (position !== undefined)
      await this.reorder(tx, pipelineId, present, placedAt(present, id, position));
  }

  private async reorder(tx: Tx, pipelineId: string, before: StageOrder, after: StageOrder): Promise<void> {
    if (before.join() !== after.join()) await renumberStages(tx, pipelineId, after);
  }

  private record(
    tx: Tx,
    actor: Principal,
    action: `stage.${string}`,
    stage: PipelineStage,
    facts: Prisma.InputJsonObject,
  ): Promise<void> {
    return this.journal.record(tx, actor, { action, entity: 'stage', entityId: stage.id, facts });
  }
}

type StageChanges = Partial<
  Pick<PipelineStage, 'name' | 'kind' | 'probability' | 'rottenAfterDays' | 'retiredAt'>
>;

async function assertPermitted(
  tx: Tx,
  stages: PipelineStage[],
  before: PipelineStage,
  changes: StageChanges,
): Promise<void> {
  const after = { ...before, ...withoutUndefined(changes) };
  assertNameFree(stages, changes.name, before.id);
  if (after.kind !== before.kind) await assertNeverUsed(tx, before.id);
  if (after.retiredAt && !before.retiredAt) await assertNoOpenDeals(tx, before.id);
  assertAllKinds(stages.map((stage) => (stage.id === before.id ? after : stage)).filter(isLiving));
}

async function lockedStages(tx: Tx, pipelineId: string): Promise<PipelineStage[]> {
  await lockPipeline(tx, pipelineId);
  return tx.pipelineStage.findMany({ where: { pipelineId }, orderBy: { position: 'asc' } });
}

function isLiving({ retiredAt }: Pick<PipelineStage, 'retiredAt'>): boolean {
  return retiredAt === null;
}

function idsOf(stages: readonly PipelineStage[]): string[] {
  return stages.map(({ id }) => id);
}

function withoutUndefined<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}
