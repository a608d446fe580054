import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { assertFresh } from '../../platform/http/index.js';
import { diff, JournalService } from '../../platform/journal/index.js';
import { listPage, type Page } from '../../platform/listing/index.js';
import type { SalesPipeline } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { missingKinds } from './domain/stage-kinds.js';
import type { CreatePipelineDto } from './dto/create-pipeline.dto.js';
import type { PipelineListQuery } from './dto/pipeline-list.query.js';
import type { PipelineResponse } from './dto/pipeline.response.js';
import type { UpdatePipelineDto } from './dto/update-pipeline.dto.js';
import { toPipelineResponse } from './pipeline.mapper.js';
import { lockPipeline, unseatDefault } from './pipeline.queries.js';
import { probabilityFor } from './stage-rules.js';

const SORTS = {
  name: { column: 'name', kind: 'text' },
  createdAt: { column: 'createdAt', kind: 'date' },
} as const;

/** The ways in which deals are sold. Everybody reads them; admins change them. */
@Injectable()
export class PipelinesService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly clock: Clock,
  ) {}

  list(query: PipelineListQuery): Promise<Page<PipelineResponse>> {
    const { retired } = query;
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: 'name',
      where: retired === undefined ? {} : { retiredAt: retired ? { not: null } : null },
      find: (args) => this.prisma.salesPipeline.findMany({ ...args, include: { stages: true } }),
      count: (args) => this.prisma.salesPipeline.count(args),
      toItem: toPipelineResponse,
    });
  }

  /** The first pipeline is the default one. @throws DomainError PIPELINE_NAME_TAKEN (409), or a problem of a field (400) */
  async create(actor: Principal, { name, isDefault, stages }: CreatePipelineDto): Promise<PipelineResponse> {
    assertKinds(stages);
    assertDistinctNames(stages);
    const rows = stages.map((stage, index) => ({
      name: stage.name,
      kind: stage.kind,
      position: index + 1,
      probability: probabilityFor(stage.kind, stage.probability, `/stages/${index}/probability`) ?? 0,
      rottenAfterDays: stage.rottenAfterDays ?? null,
    }));
    return this.prisma.$transaction(async (tx) => {
      await assertNameFree(tx, name, null);
      const becomesDefault = isDefault ?? !(await tx.salesPipeline.findFirst({ where: { isDefault: true } }));
      if (becomesDefault) await unseatDefault(tx, null);
      const pipeline = await tx.salesPipeline.create({
        data: { name, isDefault: becomesDefault, stages: { create: rows } },
        include: { stages: true },
      });
      await this.journal.record(tx, actor, {
        action: 'pipeline.created',
        entity: 'pipeline',
        entityId: pipeline.id,
        facts: { name, isDefault: becomesDefault, stages: rows },
      });
      return toPipelineResponse(pipeline);
    });
  }

  /** @throws DomainError NOT_FOUND, STALE (412), PIPELINE_NAME_TAKEN, DEFAULT_NEEDED, PIPELINE_IN_USE (409) */
  async update(
    actor: Principal,
    id: string,
    body: UpdatePipelineDto,
    ifMatch: number | undefined,
  ): Promise<PipelineResponse> {
    return this.prisma.$transaction(async (tx) => {
      await lockPipeline(tx, id);
      const before = await tx.salesPipeline.findUnique({ where: { id }, include: { stages: true } });
      if (!before) throw DomainError.notFound('pipeline');
      assertFresh(before, ifMatch);
      const { retired, ...fields } = body;
      const retiredAt =
        retired === undefined ? undefined : retired ? (before.retiredAt ?? this.clock.now()) : null;
      const changes = { ...fields, retiredAt };
      const facts = diff(before, changes);
      if (Object.keys(facts).length === 0) return toPipelineResponse(before);
      if (fields.name !== undefined) await assertNameFree(tx, fields.name, id);
      assertDefaultStays(before, changes);
      if (changes.retiredAt) await assertWithoutOpenDeals(tx, id);
      if (changes.isDefault) await unseatDefault(tx, id);
      const data = { ...changes, version: { increment: 1 } };
      const after = await tx.salesPipeline.update({ where: { id }, data, include: { stages: true } });
      await this.journal.record(tx, actor, {
        action: 'pipeline.updated',
        entity: 'pipeline',
        entityId: id,
        facts,
      });
      return toPipelineResponse(after);
    });
  }
}

function assertKinds(stages: CreatePipelineDto['stages']): void {
  const missing = missingKinds(stages);
  if (missing.length > 0) {
    throw DomainError.field(
      '/stages',
      'STAGE_KINDS_NEEDED',
      `A pipeline needs a stage of each kind; there is none that is ${missing.join(' or ')}.`,
    );
  }
}

function assertDistinctNames(stages: CreatePipelineDto['stages']): void {
  const twin = stages.findIndex(
    ({ name }, index) => stages.findIndex((other) => other.name === name) < index,
  );
  if (twin >= 0)
    throw DomainError.field(
      `/stages/${twin}/name`,
      'STAGE_NAME_TAKEN',
      'Two stages of one pipeline can’t have the same name.',
    );
}

async function assertNameFree(tx: Tx, name: string, ownId: string | null): Promise<void> {
  const other = await tx.salesPipeline.findUnique({ where: { name } });
  if (other && other.id !== ownId)
    throw new DomainError('conflict', 'PIPELINE_NAME_TAKEN', 'There is a pipeline of this name already.');
}

function assertDefaultStays(
  before: SalesPipeline,
  changes: { isDefault?: boolean; retiredAt?: Date | null },
): void {
  const retired = changes.retiredAt !== undefined ? changes.retiredAt : before.retiredAt;
  if (before.isDefault && (changes.isDefault === false || retired)) {
    throw new DomainError(
      'conflict',
      'DEFAULT_NEEDED',
      'New opportunities need a default pipeline: make another one the default first.',
    );
  }
  if (changes.isDefault && retired)
    throw new DomainError('conflict', 'PIPELINE_RETIRED', 'A retired pipeline can’t be the default one.');
}

async function assertWithoutOpenDeals(tx: Tx, pipelineId: string): Promise<void> {
  if (
    await tx.opportunity.findFirst({
      where: { pipelineId, status: 'OPEN', deletedAt: null },
      select: { id: true },
    })
  ) {
    throw new DomainError(
      'conflict',
      'PIPELINE_IN_USE',
      'There are open opportunities in it: close them first. None changes to another pipeline.',
    );
  }
}
