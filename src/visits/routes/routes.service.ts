import { Injectable } from '@nestjs/common';
import { type Permission, type Principal, within } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { listPage, type Page } from '../../platform/listing/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { toDateColumn } from '../../platform/time/rome.js';
import { DayPlanner } from './day-planner.service.js';
import { candidateId } from './day/planned-day.js';
import type { RouteGeoJson } from './day/route-geojson.js';
import type { RecalculateRouteDto } from './dto/recalculate.dto.js';
import type { RecalculatedRouteResponse } from './dto/recalculated-route.response.js';
import type { RouteListQuery } from './dto/route-list.query.js';
import type { RouteResponse, RouteSummaryResponse } from './dto/route.response.js';
import { toRecalculatedResponse } from './recalculated-route.mapper.js';
import {
  type DayEnds,
  NO_ENDS,
  requestOf,
  type StoredRoute,
  SUMMARY_COLUMNS,
  toGeoJson,
  toRouteResponse,
  toRouteSummary,
} from './route.mapper.js';

const SORTS = {
  createdAt: { column: 'createdAt', kind: 'date' },
  date: { column: 'date', kind: 'date' },
} as const;

const START_FORGOTTEN = new DomainError(
  'conflict',
  'START_FORGOTTEN',
  'This route began where the agent stood, which is forgotten by now: plan the day anew.',
);

/** Plans that were made, as they were made. */
@Injectable()
export class RoutesService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly planner: DayPlanner,
  ) {}

  list(actor: Principal, query: RouteListQuery): Promise<Page<RouteSummaryResponse>> {
    const { agentId, from, to } = query;
    const date = { gte: from && toDateColumn(from), lt: to && toDateColumn(to) };
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: '-createdAt',
      where: {
        AND: [within<Prisma.RouteWhereInput>(actor.scope('route:read'), 'agent'), { agentId, date }],
      },
      find: (args) => this.prisma.route.findMany({ ...args, select: SUMMARY_COLUMNS }),
      count: (args) => this.prisma.route.count(args),
      toItem: toRouteSummary,
    });
  }

  /** @throws DomainError NOT_FOUND */
  async get(actor: Principal, id: string): Promise<RouteResponse> {
    const route = await this.find(actor, id, 'route:read');
    return toRouteResponse(route, await this.endsFor(actor, route));
  }

  /** @throws DomainError NOT_FOUND */
  async geoJson(actor: Principal, id: string): Promise<RouteGeoJson> {
    const route = await this.find(actor, id, 'route:read');
    return toGeoJson(route, await this.endsFor(actor, route));
  }

  /** Times a hand-made order of the same visits; stores nothing. @throws DomainError NOT_FOUND, STOP_UNKNOWN (400), START_FORGOTTEN (409) */
  async recalculate(
    actor: Principal,
    id: string,
    { order }: RecalculateRouteDto,
  ): Promise<RecalculatedRouteResponse> {
    const route = await this.find(actor, id, 'route:plan');
    const request = requestOf(route);
    if (request.startForgotten) throw START_FORGOTTEN;
    // A commit has given visits to clients who had none; both names lead to the stop.
    const byVisit = new Map(route.stops.map(({ visitId, clientId }) => [visitId, clientId]));
    const known = new Set(request.candidates.map(candidateId));
    const ids = order.map((given, index) => {
      const name = [given, byVisit.get(given)].find(
        (candidate) => candidate !== undefined && known.has(candidate),
      );
      if (name === undefined)
        throw DomainError.field(
          `/order/${index}`,
          'STOP_UNKNOWN',
          'This route was not planned for any such visit or client.',
        );
      return name;
    });
    const day = await this.planner.inOrder(request, ids);
    return toRecalculatedResponse(route.id, request, day, await this.endsFor(actor, route));
  }

  /** Told to those who may plan the agent's days; where the agent stood, only to the agent and to who said it. */
  private async endsFor(actor: Principal, route: StoredRoute): Promise<DayEnds> {
    if (!actor.can('route:plan')) return NO_ENDS;
    const scope = within<Prisma.RouteWhereInput>(actor.scope('route:plan'), 'agent');
    const plans = await this.prisma.route.count({ where: { AND: [{ id: route.id }, scope] } });
    if (plans === 0) return NO_ENDS;
    const { start, end, fromHere = false, startForgotten } = requestOf(route);
    const knowsIt = [route.agentId, route.createdById].includes(actor.userId);
    return { start: startForgotten || (fromHere && !knowsIt) ? null : start, end };
  }

  private async find(actor: Principal, id: string, permission: Permission): Promise<StoredRoute> {
    const scope = within<Prisma.RouteWhereInput>(actor.scope(permission), 'agent');
    const route = await this.prisma.route.findFirst({
      where: { AND: [{ id }, scope] },
      include: { stops: { orderBy: { sequence: 'asc' } } },
    });
    if (!route) throw DomainError.notFound('route');
    return route;
  }
}
