import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import { JournalService } from '../../platform/journal/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { toDateColumn } from '../../platform/time/rome.js';
import type { Candidates } from './candidates.service.js';
import type { DayRequest } from './day/planned-day.js';
import type { PlannedDay } from './day-planner.service.js';
import type { RouteResponse } from './dto/route.response.js';
import { PlanFigures } from './plan-figures.service.js';
import { RouteCommitService } from './route-commit.service.js';
import { toRouteResponse } from './route.mapper.js';

export interface PlanToStore {
  agentId: string;
  request: DayRequest;
  found: Pick<Candidates, 'visits'>;
  day: PlannedDay;
  commit: boolean;
}

/** Keeps a planned day, and writes it into the calendar where that was asked for. */
@Injectable()
export class RouteStoreService {
  constructor(
    private readonly committer: RouteCommitService,
    private readonly journal: JournalService,
    private readonly figures: PlanFigures,
  ) {}

  /**
   * @throws DomainError PLAN_OUTDATED (409), CLIENT_UNKNOWN (400), and whatever the calendar says against an overlap
   */
  async write(
    tx: Tx,
    actor: Principal,
    { agentId, request, found, day, commit }: PlanToStore,
  ): Promise<RouteResponse> {
    const id = randomUUID();
    const { stops } = day;
    const made = commit
      ? await this.committer.write(tx, actor, { routeId: id, agentId, stops, planned: found.visits })
      : new Map<number, string>();
    const route = await tx.route.create({
      data: {
        id,
        agentId,
        date: toDateColumn(request.date),
        ...{ objective: request.objective, seed: request.seed, committed: commit },
        ...{
          engine: day.engine,
          degraded: day.degradedReason !== null,
          degradedReason: day.degradedReason,
          matrixSource: day.matrixSource,
        },
        input: json(request),
        totals: json(day.totals),
        unassigned: json(day.unassigned),
        createdById: actor.userId,
        stops: {
          create: stops.map(({ candidate, ...times }) => ({
            ...times,
            clientId: candidate.clientId,
            visitId: made.get(times.sequence) ?? candidate.visitId,
          })),
        },
      },
      include: { stops: { orderBy: { sequence: 'asc' } } },
    });
    const facts = {
      agentId,
      date: request.date,
      visits: stops.length,
      unassigned: day.unassigned.length,
      committed: commit,
    };
    await this.journal.record(tx, actor, {
      action: 'route.planned',
      entity: 'route',
      entityId: id,
      ownerId: agentId,
      facts,
    });
    this.figures.count(route.degraded);
    return toRouteResponse(route);
  }
}

function json(value: object): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;
}
