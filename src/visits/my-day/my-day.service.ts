import { Injectable } from '@nestjs/common';
import { UserDirectory } from '../../auth/index.js';
import type { AccessScope, Permission, Principal } from '../../platform/access/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import {
  addDays,
  type BusinessDate,
  businessDateOf,
  nextMonday,
  startOfBusinessDate,
} from '../../platform/time/rome.js';
import type { MyDayQuery } from './dto/my-day.query.js';
import type { MyDayResponse } from './dto/my-day.response.js';
import { linksOf } from './my-day-links.js';
import { type Day, findActivities, findDeals, findVisits, type VisitRow } from './my-day.queries.js';
import { openOn } from '../routes/day/opening-hours.js';

/** All that somebody in the field wants to know in the morning: one call, three queries. */
@Injectable()
export class MyDayService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly users: UserDirectory,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError AGENT_UNKNOWN (400) */
  async read(actor: Principal, { date, agentId = actor.userId, limit }: MyDayQuery): Promise<MyDayResponse> {
    const computedAt = this.clock.now();
    await this.users.requireReached(actor, agentId, 'activity:read', '/agentId');
    const day = dayOf(agentId, date ?? businessDateOf(computedAt), limit);
    const links = linksOf(day);
    const [activities, visits, deals] = await this.partsOf(actor, day);
    return {
      ...{ date: day.date, agentId, computedAt },
      overdueTasks: partOf(activities, 'overdue', links.overdueTasks),
      tasks: partOf(activities, 'due', links.tasks),
      reminders: partOf(activities, 'reminder', links.reminders),
      visits: visits && partOf(visits, 'visit', links.visits),
      overdueDeals: deals && partOf(deals, 'overdue', links.overdueDeals),
      closingDeals: deals && partOf(deals, 'closing', links.closingDeals),
    };
  }

  private async partsOf(actor: Principal, day: Day) {
    const clients = scopeIfAny(actor, 'client:read');
    const visits = scopeIfAny(actor, 'visit:read');
    const deals = scopeIfAny(actor, 'opportunity:read');
    return Promise.all([
      findActivities(this.prisma, day, actor.scope('activity:read'), clients),
      visits && findVisits(this.prisma, day, visits).then((rows) => rows.map((row) => withHours(row, day))),
      deals && findDeals(this.prisma, day, deals, clients),
    ]);
  }
}

function dayOf(agentId: string, date: BusinessDate, limit: number): Day {
  const [start, end] = [startOfBusinessDate(date), startOfBusinessDate(addDays(date, 1))];
  return { agentId, date, start, end, nextWeek: nextMonday(date), limit };
}

/** What the client says of its week and of this date becomes what holds on the day. */
function withHours<Row extends VisitRow>(
  { openingHours, openingExceptions, country, ...row }: Row,
  { date }: Day,
) {
  const { open } = openOn({ openingHours, openingExceptions, country, city: row.city }, date);
  return { ...row, openHours: open && [...open] };
}

/** Null where the role lacks the permission: that part of the day is not theirs to see. */
function scopeIfAny(actor: Principal, permission: Permission): AccessScope | null {
  return actor.can(permission) ? actor.scope(permission) : null;
}

type Item<Row> = Omit<Row, 'part' | 'count'>;

function partOf<Row extends { part: string; count: number }>(
  rows: readonly Row[],
  part: Row['part'],
  drillDown: string,
): { count: number; items: Item<Row>[]; drillDown: string } {
  const own = rows.filter((row) => row.part === part);
  return { count: own[0]?.count ?? 0, items: own.map(itemOf), drillDown };
}

/** A row without what only told to which part it belongs. */
function itemOf<Row extends { part: string; count: number }>(row: Row): Item<Row> {
  const item: Partial<Row> = { ...row };
  delete item.part;
  delete item.count;
  return item as Item<Row>;
}
