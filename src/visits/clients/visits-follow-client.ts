import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type ClientChange, ClientChildren, goingBack } from '../../crm-core/index.js';
import { JournalService } from '../../platform/journal/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { slotOf, visitRecord } from '../visits/visit-facts.js';
import { stayUntouched } from '../series/series.queries.js';
import { seriesRecord } from '../series/series-facts.js';
import { moveStops, moveStopsBack } from './stops-follow-client.queries.js';

/** Visits, and the stops of routes, go with a client that is merged into another, and keep it from being purged. */
@Injectable()
export class VisitsFollowClient implements OnModuleInit {
  constructor(
    private readonly children: ClientChildren,
    private readonly journal: JournalService,
  ) {}

  onModuleInit(): void {
    this.children.add(
      {
        key: 'visits.client_id',
        name: 'visits',
        count: (tx, clientId) => tx.visit.count({ where: { clientId, deletedAt: null } }),
        move: (tx, change) => this.move(tx, change, {}),
        moveBack: (tx, change) => this.move(tx, change, goingBack(change)),
        keeps: async (tx, clientId) => {
          const count = await tx.visit.count({ where: { clientId, deletedAt: null } });
          return count > 0 ? `${count} visits to it stand in the figures` : undefined;
        },
        purge: (tx, clientId) => tx.visit.deleteMany({ where: { clientId } }),
      },
      {
        key: 'visit_series.client_id',
        name: 'visitSeries',
        count: (tx, clientId) => tx.visitSeries.count({ where: { clientId, endedAt: null } }),
        move: (tx, change) => this.moveSeries(tx, change, {}),
        moveBack: (tx, change) => this.moveSeries(tx, change, { id: { in: [...change.keys] } }),
        keeps: () => Promise.resolve(undefined),
        purge: (tx, clientId) => tx.visitSeries.deleteMany({ where: { clientId } }),
      },
      {
        key: 'route_stops.client_id',
        name: 'routeStops',
        count: (tx, clientId) => tx.routeStop.count({ where: { clientId } }),
        move: moveStops,
        moveBack: moveStopsBack,
        keeps: async (tx, clientId) => {
          const count = await tx.routeStop.count({ where: { clientId } });
          return count > 0 ? `it is a stop of planned days (${count})` : undefined;
        },
        purge: (tx, clientId) => tx.routeStop.deleteMany({ where: { clientId } }),
      },
    );
  }

  private async move(tx: Tx, change: ClientChange, which: Prisma.VisitWhereInput): Promise<string[]> {
    const { actor, fromId, toId, mergeId } = change;
    const visits = await tx.visit.updateManyAndReturn({
      where: { AND: [{ clientId: fromId }, which] },
      data: { clientId: toId, version: { increment: 1 }, updatedById: actor.userId },
    });
    await stayUntouched(
      tx,
      visits.map(({ id }) => id),
    );
    const living = visits.filter(({ deletedAt }) => deletedAt === null);
    const changes = { clientId: { from: fromId, to: toId } };
    await this.journal.recordMany(
      tx,
      actor,
      living.map((visit) => visitRecord('updated', visit, { previous: slotOf(visit), changes, mergeId })),
    );
    return visits.map(({ id }) => id);
  }

  /** What a series will make from now on is for the client that is left. */
  private async moveSeries(
    tx: Tx,
    { actor, fromId, toId, mergeId }: ClientChange,
    which: Prisma.VisitSeriesWhereInput,
  ): Promise<string[]> {
    const series = await tx.visitSeries.updateManyAndReturn({
      where: { AND: [{ clientId: fromId }, which] },
      data: { clientId: toId, version: { increment: 1 }, updatedById: actor.userId },
    });
    const facts = { changes: { clientId: { from: fromId, to: toId } }, mergeId };
    await this.journal.recordMany(
      tx,
      actor,
      series.map((moved) => seriesRecord('updated', moved, facts)),
    );
    return series.map(({ id }) => id);
  }
}
