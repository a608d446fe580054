import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../auth/index.js';
import { ClientDirectory } from '../../crm-core/index.js';
import { type Permission, type Principal, within } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { assertFresh } from '../../platform/http/index.js';
import { diff, JournalService } from '../../platform/journal/index.js';
import { listPage, type Page } from '../../platform/listing/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { addDays, businessDateOf, toDateColumn } from '../../platform/time/rome.js';
import type { CreateVisitSeriesDto } from './dto/create-visit-series.dto.js';
import type { UpdateVisitSeriesDto } from './dto/update-visit-series.dto.js';
import type { VisitSeriesListQuery } from './dto/visit-series-list.query.js';
import type { VisitSeriesResponse } from './dto/visit-series.response.js';
import { seriesRecord } from './series-facts.js';
import { changedRule, newRule } from './series-rules.js';
import { SeriesVisits } from './series-visits.service.js';
import { lockSeries } from './series.queries.js';
import { type SeriesWithSkips, toVisitSeriesResponse } from './visit-series.mapper.js';

const SORTS = { createdAt: { column: 'createdAt', kind: 'date' } } as const;

/** Visits that come again: a rule, and the visits that it has made for the weeks ahead. */
@Injectable()
export class VisitSeriesService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly users: UserDirectory,
    private readonly clients: ClientDirectory,
    private readonly visits: SeriesVisits,
    private readonly clock: Clock,
  ) {}

  list(actor: Principal, query: VisitSeriesListQuery): Promise<Page<VisitSeriesResponse>> {
    const { agentId, clientId } = query;
    const scope = within<Prisma.VisitSeriesWhereInput>(actor.scope('visit:read'), 'agent');
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: '-createdAt',
      where: { AND: [scope, { agentId, clientId }] },
      find: (args) => this.prisma.visitSeries.findMany({ ...args, include: this.skipsAhead() }),
      count: (args) => this.prisma.visitSeries.count(args),
      toItem: toVisitSeriesResponse,
    });
  }

  /** @throws DomainError NOT_FOUND */
  async get(actor: Principal, id: string): Promise<VisitSeriesResponse> {
    return toVisitSeriesResponse(await this.find(this.prisma, actor, id, 'visit:read'));
  }

  /** @throws DomainError CLIENT_UNKNOWN, OWNER_UNKNOWN, and those of {@link newRule} (400) */
  async create(actor: Principal, input: CreateVisitSeriesDto): Promise<VisitSeriesResponse> {
    const today = businessDateOf(this.clock.now());
    const rule = newRule(input, today);
    return this.prisma.$transaction(async (tx) => {
      const { clientId, purpose, fixed = false } = input;
      const agentId = await this.users.resolveOwner(tx, actor, input.agentId, 'visit:assign', '/agentId');
      await this.clients.requireVisible(tx, actor, clientId, 'client:read', '/clientId');
      const by = { createdById: actor.userId, updatedById: actor.userId };
      const madeThrough = toDateColumn(addDays(rule.from, -1));
      const dates = {
        from: toDateColumn(rule.from),
        until: rule.until && toDateColumn(rule.until),
        madeThrough,
      };
      const { frequency, interval, weekdays, monthDay, time, durationMinutes } = rule;
      const days = { frequency, interval, weekdays: [...weekdays], monthDay, time, durationMinutes };
      const series = await tx.visitSeries.create({
        data: { clientId, agentId, purpose, fixed, ...days, ...dates, ...by },
      });
      await this.journal.record(
        tx,
        actor,
        seriesRecord('created', series, { ...rule, weekdays: [...weekdays] }),
      );
      await this.visits.make(tx, actor, series);
      return toVisitSeriesResponse(await this.find(tx, actor, series.id, 'visit:create'));
    });
  }

  /** @throws DomainError NOT_FOUND, STALE (412), SERIES_ENDED (409), and those of {@link changedRule} (400) */
  async update(
    actor: Principal,
    id: string,
    input: UpdateVisitSeriesDto,
    ifMatch: number | undefined,
  ): Promise<VisitSeriesResponse> {
    return this.prisma.$transaction(async (tx) => {
      await lockSeries(tx, id);
      const { skips, ...before } = await this.find(tx, actor, id, 'visit:update');
      assertFresh(before, ifMatch);
      if (before.endedAt) throw ended();
      const changes = changedRule(before, input);
      const fields = diff(before, changes);
      if (Object.keys(fields).length === 0) return toVisitSeriesResponse({ ...before, skips });
      // What was decided for the days to come is decided anew; days before stay as they are.
      const yesterday = toDateColumn(addDays(businessDateOf(this.clock.now()), -1));
      const madeThrough = before.madeThrough < yesterday ? before.madeThrough : yesterday;
      const data = { ...changes, madeThrough, version: { increment: 1 }, updatedById: actor.userId };
      const series = await tx.visitSeries.update({ where: { id }, data });
      await this.journal.record(tx, actor, seriesRecord('updated', series, { changes: fields }));
      await this.visits.revise(tx, actor, series);
      await this.visits.make(tx, actor, series);
      return toVisitSeriesResponse(await this.find(tx, actor, id, 'visit:update'));
    });
  }

  /** Ends a series: its untouched visits to come go, everything else stays. @throws DomainError NOT_FOUND, STALE (412), SERIES_ENDED (409) */
  async end(actor: Principal, id: string, ifMatch: number | undefined): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      await lockSeries(tx, id);
      const before = await this.find(tx, actor, id, 'visit:delete');
      assertFresh(before, ifMatch);
      if (before.endedAt) throw ended();
      const data = { endedAt: this.clock.now(), version: { increment: 1 }, updatedById: actor.userId };
      const series = await tx.visitSeries.update({ where: { id }, data });
      await this.journal.record(tx, actor, seriesRecord('ended', series, {}));
      await this.visits.revise(tx, actor, series);
    });
  }

  private async find(tx: Tx, actor: Principal, id: string, permission: Permission): Promise<SeriesWithSkips> {
    const scope = within<Prisma.VisitSeriesWhereInput>(actor.scope(permission), 'agent');
    const where = { AND: [{ id }, scope] };
    const series = await tx.visitSeries.findFirst({ where, include: this.skipsAhead() });
    if (!series) throw DomainError.notFound('visit series');
    return series;
  }

  private skipsAhead() {
    const today = toDateColumn(businessDateOf(this.clock.now()));
    return { skips: { where: { date: { gte: today } }, orderBy: { date: 'asc' } } } as const;
  }
}

function ended(): DomainError {
  return new DomainError('conflict', 'SERIES_ENDED', 'This series has been ended: make a new one.');
}
