import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { DomainError, violates } from '../../platform/errors/index.js';
import { assertFresh } from '../../platform/http/index.js';
import { diff, JournalService } from '../../platform/journal/index.js';
import { listPage, type Page } from '../../platform/listing/index.js';
import type { Prisma, SavedView } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import type { CreateViewDto } from './dto/create-view.dto.js';
import type { UpdateViewDto } from './dto/update-view.dto.js';
import type { ViewListQuery } from './dto/view-list.query.js';
import type { ViewResponse } from './dto/view.response.js';
import { changeableBy, usableViews } from './view-access.js';
import { ViewJudge } from './view-judge.service.js';
import { toViewResponse } from './view.mapper.js';
import { lockView } from './view.queries.js';

const SORTS = {
  name: { column: 'name', kind: 'text' },
  createdAt: { column: 'createdAt', kind: 'date' },
} as const;

/** Saved views: used by whom they are shared with, changed by their owner. */
@Injectable()
export class ViewsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly judge: ViewJudge,
  ) {}

  list(actor: Principal, query: ViewListQuery): Promise<Page<ViewResponse>> {
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: 'name',
      where: { AND: [{ resource: query.resource }, usableViews(actor)] },
      find: (args) => this.prisma.savedView.findMany(args),
      count: (args) => this.prisma.savedView.count(args),
      toItem: (view) => toViewResponse(actor, view),
    });
  }

  /** @throws DomainError NOT_FOUND */
  async get(actor: Principal, id: string): Promise<ViewResponse> {
    const view = await this.prisma.savedView.findFirst({ where: { AND: [{ id }, usableViews(actor)] } });
    if (!view) throw DomainError.notFound('view');
    return toViewResponse(actor, view);
  }

  /** @throws DomainError VALIDATION_FAILED (400), FIELD_HIDDEN (403), VIEW_EXISTS (409) */
  async create(actor: Principal, body: CreateViewDto): Promise<ViewResponse> {
    const { resource, name, visibility = 'PRIVATE', filter = {}, sort = null, columns = [] } = body;
    assertHasTeam(actor, visibility);
    const content = await this.judge.judge(actor, resource, { filter, sort, columns });
    const data = { resource, name, visibility, ...content, ownerId: actor.userId };
    const view = await onceNamed(name, () =>
      this.prisma.$transaction(async (tx) => {
        const made = await tx.savedView.create({ data });
        await this.record(tx, actor, 'created', made, { resource, name, visibility });
        return made;
      }),
    );
    return toViewResponse(actor, view);
  }

  /** @throws DomainError NOT_FOUND, VIEW_NOT_YOURS (403), STALE (412), VALIDATION_FAILED (400), VIEW_EXISTS (409) */
  async update(
    actor: Principal,
    id: string,
    body: UpdateViewDto,
    ifMatch: number | undefined,
  ): Promise<ViewResponse> {
    const view = await onceNamed(body.name, () =>
      this.prisma.$transaction(async (tx) => {
        const before = await this.hold(tx, actor, id, 'view:update', ifMatch);
        const { name = before.name, visibility = before.visibility } = body;
        if (before.ownerId === actor.userId) assertHasTeam(actor, visibility);
        const { filter = before.filter as Record<string, unknown> } = body;
        const { sort = before.sort, columns = before.columns } = body;
        const content = await this.judge.judge(actor, before.resource, { filter, sort, columns }, tx);
        const changes = { name, visibility, ...content };
        const facts = diff(before, changes);
        if (Object.keys(facts).length === 0) return before;
        const data = { ...changes, version: { increment: 1 } };
        const after = await tx.savedView.update({ where: { id }, data });
        await this.record(tx, actor, 'updated', after, facts);
        return after;
      }),
    );
    return toViewResponse(actor, view);
  }

  /** @throws DomainError NOT_FOUND, VIEW_NOT_YOURS (403), STALE (412) */
  async delete(actor: Principal, id: string, ifMatch: number | undefined): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const { resource, name, ...view } = await this.hold(tx, actor, id, 'view:delete', ifMatch);
      await tx.savedView.delete({ where: { id } });
      await this.record(tx, actor, 'deleted', view, { resource, name });
    });
  }

  private async hold(
    tx: Tx,
    actor: Principal,
    id: string,
    permission: 'view:update' | 'view:delete',
    ifMatch: number | undefined,
  ): Promise<SavedView> {
    await lockView(tx, id);
    const view = await tx.savedView.findFirst({ where: { AND: [{ id }, usableViews(actor)] } });
    if (!view) throw DomainError.notFound('view');
    const where = { AND: [{ id }, changeableBy(actor, permission)] };
    if (!(await tx.savedView.findFirst({ where, select: { id: true } })))
      throw new DomainError(
        'forbidden',
        'VIEW_NOT_YOURS',
        'Only its owner changes a view: save one of your own.',
      );
    assertFresh(view, ifMatch);
    return view;
  }

  private record(
    tx: Tx,
    actor: Principal,
    verb: 'created' | 'updated' | 'deleted',
    { id, ownerId }: Pick<SavedView, 'id' | 'ownerId'>,
    facts: Prisma.InputJsonObject,
  ): Promise<void> {
    return this.journal.record(tx, actor, {
      action: `view.${verb}`,
      entity: 'view',
      entityId: id,
      ownerId,
      facts,
    });
  }
}

/** @throws DomainError TEAM_NEEDED (400) */
function assertHasTeam({ teamId }: Principal, visibility: SavedView['visibility']): void {
  if (visibility === 'TEAM' && teamId === null)
    throw DomainError.field('/visibility', 'TEAM_NEEDED', 'You are in no team that could use this view.');
}

/** @throws DomainError VIEW_EXISTS (409) */
async function onceNamed(name: string | undefined, write: () => Promise<SavedView>): Promise<SavedView> {
  try {
    return await write();
  } catch (error) {
    if (!violates(error, 'resource') || !violates(error, 'name')) throw error;
    const detail = `You have a view “${name ?? ''}” of this list already.`;
    throw new DomainError('conflict', 'VIEW_EXISTS', detail, { cause: error });
  }
}
