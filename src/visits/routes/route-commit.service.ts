import { Injectable } from '@nestjs/common';
import { ClientDirectory } from '../../crm-core/index.js';
import { type Principal, within } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { diff, JournalService } from '../../platform/journal/index.js';
import type { Prisma, Visit } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import { businessDateOf } from '../../platform/time/rome.js';
import { endOf } from '../visits/domain/length.js';
import { leftOn } from '../visits/plan-day.js';
import { slotOf, visitRecord } from '../visits/visit-facts.js';
import { calendarMayCross, calendarMustAgree, lockCalendar, lockVisits } from '../visits/visit.queries.js';
import type { TimedStop } from './day/timed-day.js';

export interface Commitment {
  routeId: string;
  agentId: string;
  stops: readonly TimedStop[];
  /** The visits that the plan was made for, as they were then. */
  planned: readonly Visit[];
}

/** Writes a plan into the calendar: visits get their time, clients their visit. */
@Injectable()
export class RouteCommitService {
  constructor(
    private readonly journal: JournalService,
    private readonly clients: ClientDirectory,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the visit of each stop, by sequence
   * @throws DomainError PLAN_OUTDATED (409) when a visit has changed since it was planned or is out of reach; CLIENT_UNKNOWN (400).
   * The overlap constraint speaks at the end, for two visits may trade places.
   */
  async write(
    tx: Tx,
    actor: Principal,
    { routeId, agentId, stops, planned }: Commitment,
  ): Promise<Map<number, string>> {
    actor.scope('visit:create');
    const current = await this.current(tx, actor, planned);
    await this.keepClients(tx, actor, stops);
    await lockCalendar(tx, agentId);
    await calendarMayCross(tx);
    const visits = new Map<number, string>();
    for (const stop of stops) {
      const before = current.get(stop.candidate.visitId ?? '');
      const visit = before
        ? await this.move(tx, actor, before, stop.serviceStart, routeId)
        : await this.make(tx, actor, agentId, stop, routeId);
      visits.set(stop.sequence, visit.id);
    }
    await calendarMustAgree(tx);
    return visits;
  }

  private async current(tx: Tx, actor: Principal, planned: readonly Visit[]): Promise<Map<string, Visit>> {
    const ids = planned.map(({ id }) => id);
    await lockVisits(tx, ids);
    // Found by what may be read, moved by what may be updated.
    const scope = within<Prisma.VisitWhereInput>(actor.scope('visit:update'), 'agent');
    const rows = await tx.visit.findMany({ where: { AND: [{ id: { in: ids }, deletedAt: null }, scope] } });
    const current = new Map(rows.map((row) => [row.id, row]));
    if (planned.some(({ id, version }) => current.get(id)?.version !== version)) {
      throw new DomainError(
        'conflict',
        'PLAN_OUTDATED',
        'A visit changed while the day was planned, or is not yours to move. Nothing was changed; plan again.',
      );
    }
    return current;
  }

  private async keepClients(tx: Tx, actor: Principal, stops: readonly TimedStop[]): Promise<void> {
    const fresh = stops
      .filter(({ candidate }) => candidate.visitId === null)
      .map(({ candidate }) => candidate.clientId);
    for (const id of fresh.sort())
      await this.clients.requireVisible(tx, actor, id, 'client:read', '/clientIds');
  }

  private async move(
    tx: Tx,
    actor: Principal,
    before: Visit,
    scheduledAt: Date,
    routeId: string,
  ): Promise<Visit> {
    if (before.scheduledAt.getTime() === scheduledAt.getTime()) return before;
    const changes = { scheduledAt, endsAt: endOf(scheduledAt, before.durationMinutes) };
    const left = leftOn(before, changes, businessDateOf(this.clock.now()));
    const visit = await tx.visit.update({
      where: { id: before.id },
      data: { ...changes, leftOn: left, version: { increment: 1 }, updatedById: actor.userId },
    });
    const facts = { previous: slotOf(before), changes: diff(before, changes), routeId };
    await this.journal.record(tx, actor, visitRecord('updated', visit, facts));
    return visit;
  }

  private async make(
    tx: Tx,
    actor: Principal,
    agentId: string,
    stop: TimedStop,
    routeId: string,
  ): Promise<Visit> {
    const { clientId, durationMinutes } = stop.candidate;
    const scheduledAt = stop.serviceStart;
    const by = { createdById: actor.userId, updatedById: actor.userId };
    const visit = await tx.visit.create({
      data: {
        clientId,
        agentId,
        scheduledAt,
        durationMinutes,
        endsAt: endOf(scheduledAt, durationMinutes),
        ...by,
      },
    });
    await this.journal.record(tx, actor, visitRecord('planned', visit, { routeId }));
    return visit;
  }
}
