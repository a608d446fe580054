import { Injectable } from '@nestjs/common';
import { type Principal, usableBy, within } from '../../platform/access/index.js';
import { DomainError, violates } from '../../platform/errors/index.js';
import { assertFresh } from '../../platform/http/index.js';
import { diff, JournalService } from '../../platform/journal/index.js';
import { listPage, type ListQuery, type Page } from '../../platform/listing/index.js';
import type { Dashboard, Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { ReportReader } from '../reports/report-reader.service.js';
import type { DashboardContent } from './dashboard-content.js';
import { judgeContent } from './judge-content.js';
import { contentOf, toDashboardResponse } from './dashboard.mapper.js';
import { lockDashboard } from './dashboard.queries.js';
import { assertReached } from './filter-reach.js';
import type { CreateDashboardDto } from './dto/create-dashboard.dto.js';
import type { DashboardResponse } from './dto/dashboard.response.js';
import type { UpdateDashboardDto } from './dto/update-dashboard.dto.js';

const SORTS = {
  name: { column: 'name', kind: 'text' },
  createdAt: { column: 'createdAt', kind: 'date' },
} as const;

/** Saved dashboards: opened by whom they are shared with, changed by their owner. */
@Injectable()
export class DashboardsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly reader: ReportReader,
  ) {}

  /** Those that the caller may open. */
  list(actor: Principal, query: ListQuery): Promise<Page<DashboardResponse>> {
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: 'name',
      where: usableDashboards(actor),
      find: (args) => this.prisma.dashboard.findMany(args),
      count: (args) => this.prisma.dashboard.count(args),
      toItem: toDashboardResponse,
    });
  }

  /** @throws DomainError NOT_FOUND */
  async get(actor: Principal, id: string): Promise<DashboardResponse> {
    return toDashboardResponse(await this.find(this.prisma, actor, id));
  }

  /** A dashboard for who may open it; null: it is not there, or not this reader's to open. */
  async usable(actor: Principal, id: string): Promise<DashboardResponse | null> {
    if (!actor.can('dashboard:read')) return null;
    const where = { AND: [{ id }, usableDashboards(actor)] };
    const dashboard = await this.prisma.dashboard.findFirst({ where });
    return dashboard && toDashboardResponse(dashboard);
  }

  /** @throws DomainError VALIDATION_FAILED (400), DASHBOARD_EXISTS (409) */
  async create(actor: Principal, body: CreateDashboardDto): Promise<DashboardResponse> {
    const { name, visibility = 'PRIVATE', filter = {}, widgets } = body;
    const { period = { preset: 'LAST_30_DAYS' } } = body;
    assertHasTeam(actor, visibility);
    const data = { name, visibility, ...this.judged({ period, filter, widgets }), ownerId: actor.userId };
    const dashboard = await onceNamed(name, () =>
      this.prisma.$transaction(async (tx) => {
        await assertReached(tx, actor, filter);
        const made = await tx.dashboard.create({ data });
        await this.record(tx, actor, 'created', made, { name, visibility });
        return made;
      }),
    );
    return toDashboardResponse(dashboard);
  }

  /** @throws DomainError NOT_FOUND, DASHBOARD_NOT_YOURS (403), STALE (412), VALIDATION_FAILED (400), DASHBOARD_EXISTS (409) */
  async update(
    actor: Principal,
    id: string,
    body: UpdateDashboardDto,
    ifMatch: number | undefined,
  ): Promise<DashboardResponse> {
    const dashboard = await onceNamed(body.name, () =>
      this.prisma.$transaction(async (tx) => {
        const before = await this.hold(tx, actor, id, 'dashboard:update', ifMatch);
        const { name = before.name, visibility = before.visibility } = body;
        if (before.ownerId === actor.userId) assertHasTeam(actor, visibility);
        if (body.filter) await assertReached(tx, actor, body.filter);
        const { period, filter, widgets } = { ...contentOf(before), ...given(body) };
        const changes = { name, visibility, ...this.judged({ period, filter, widgets }) };
        const facts = diff(before, changes);
        if (Object.keys(facts).length === 0) return before;
        const data = { ...changes, version: { increment: 1 } };
        const after = await tx.dashboard.update({ where: { id }, data });
        await this.record(tx, actor, 'updated', after, facts);
        return after;
      }),
    );
    return toDashboardResponse(dashboard);
  }

  /** @throws DomainError NOT_FOUND, DASHBOARD_NOT_YOURS (403), STALE (412) */
  async delete(actor: Principal, id: string, ifMatch: number | undefined): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const dashboard = await this.hold(tx, actor, id, 'dashboard:delete', ifMatch);
      await tx.dashboard.delete({ where: { id } });
      await this.record(tx, actor, 'deleted', dashboard, { name: dashboard.name });
    });
  }

  /** As JSON columns take it: nothing that was left out. */
  private judged(content: DashboardContent): Record<keyof DashboardContent, Prisma.InputJsonObject> {
    judgeContent(content, this.reader.today());
    return JSON.parse(JSON.stringify(content)) as Record<keyof DashboardContent, Prisma.InputJsonObject>;
  }

  private async find(tx: Tx, actor: Principal, id: string): Promise<Dashboard> {
    const dashboard = await tx.dashboard.findFirst({ where: { AND: [{ id }, usableDashboards(actor)] } });
    if (!dashboard) throw DomainError.notFound('dashboard');
    return dashboard;
  }

  private async hold(
    tx: Tx,
    actor: Principal,
    id: string,
    permission: 'dashboard:update' | 'dashboard:delete',
    ifMatch: number | undefined,
  ): Promise<Dashboard> {
    await lockDashboard(tx, id);
    const dashboard = await this.find(tx, actor, id);
    const mine = within<Prisma.DashboardWhereInput>(actor.scope(permission), 'owner');
    if (!(await tx.dashboard.findFirst({ where: { AND: [{ id }, mine] }, select: { id: true } })))
      throw new DomainError(
        'forbidden',
        'DASHBOARD_NOT_YOURS',
        'Only its owner changes a dashboard: save one of your own.',
      );
    assertFresh(dashboard, ifMatch);
    return dashboard;
  }

  private record(
    tx: Tx,
    actor: Principal,
    verb: 'created' | 'updated' | 'deleted',
    { id, ownerId }: Dashboard,
    facts: Prisma.InputJsonObject,
  ): Promise<void> {
    const action = `dashboard.${verb}` as const;
    return this.journal.record(tx, actor, { action, entity: 'dashboard', entityId: id, ownerId, facts });
  }
}

function usableDashboards(actor: Principal): Prisma.DashboardWhereInput {
  return usableBy(actor, 'dashboard:read');
}

function given({ period, filter, widgets }: UpdateDashboardDto): Partial<DashboardContent> {
  return { ...(period && { period }), ...(filter && { filter }), ...(widgets && { widgets }) };
}

/** @throws DomainError TEAM_NEEDED (400) */
function assertHasTeam({ teamId }: Principal, visibility: Dashboard['visibility']): void {
  if (visibility === 'TEAM' && teamId === null)
    throw DomainError.field(
      '/visibility',
      'TEAM_NEEDED',
      'You are in no team that could open this dashboard.',
    );
}

/** @throws DomainError DASHBOARD_EXISTS (409) */
async function onceNamed(name: string | undefined, write: () => Promise<Dashboard>): Promise<Dashboard> {
  try {
    return await write();
  } catch (error) {
    if (!violates(error, 'name')) throw error;
    const detail = `You have a dashboard “${name ?? ''}” already.`;
    throw new DomainError('conflict', 'DASHBOARD_EXISTS', detail, { cause: error });
  }
}
