import { Body, Controller, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
  ApiExtraModels,
} from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { IdParam } from '../../platform/http/index.js';
import { Costly } from '../../platform/limits/index.js';
import { ApiPage, type Page } from '../../platform/listing/index.js';
import type { RouteGeoJson } from './day/route-geojson.js';
import { PlanDayDto } from './dto/plan-day.dto.js';
import { RecalculateRouteDto } from './dto/recalculate.dto.js';
import { RecalculatedRouteResponse } from './dto/recalculated-route.response.js';
import { PLAN_DAY_EXAMPLES, RECALCULATE_EXAMPLES } from './dto/route-examples.js';
import { RouteGeoJsonResponse } from './dto/route-geojson.response.js';
import { RouteListQuery } from './dto/route-list.query.js';
import { RouteResponse, RouteSummaryResponse } from './dto/route.response.js';
import { RoutePlanningService } from './route-planning.service.js';
import { RoutesService } from './routes.service.js';

const GEO_JSON = 'application/geo+json';

@ApiTags('Routes')
@ApiProblems(400, 401, 403)
@Controller('routes')
export class RoutesController {
  constructor(
    private readonly planning: RoutePlanningService,
    private readonly routes: RoutesService,
  ) {}

  @Post('plan-day')
  @Requires('route:plan')
  @Costly('planning')
  @ApiOperation({
    summary: 'Plan a day',
    description:
      'Orders the agent’s visits of that day, the named visits and clients, within opening hours, shift and lunch break. ' +
      'Fixed and confirmed visits stay at their time. What does not fit is listed with its reason. ' +
      'With `commit` the plan is written into the calendar, all of it or nothing. An agent who has set working hours needs ' +
      'no more than `{ "date": "2026-03-02" }`; 409 `DAY_NOT_WORKED` names a day off, a holiday or an absence.',
  })
  @ApiBody({ type: PlanDayDto, examples: PLAN_DAY_EXAMPLES })
  @ApiCreatedResponse({ type: RouteResponse })
  @ApiProblems(409, 422, 503)
  planDay(@Actor() actor: Principal, @Body() body: PlanDayDto): Promise<RouteResponse> {
    return this.planning.planDay(actor, body);
  }

  @Get()
  @Requires('route:read')
  @ApiOperation({
    summary: 'List routes',
    description: 'Sorts: `createdAt`, `date`; the newest first by default.',
  })
  @ApiPage(RouteSummaryResponse)
  listRoutes(@Actor() actor: Principal, @Query() query: RouteListQuery): Promise<Page<RouteSummaryResponse>> {
    return this.routes.list(actor, query);
  }

  @Get(':id.geojson')
  @Requires('route:read')
  @Header('Content-Type', GEO_JSON)
  @ApiOperation({
    summary: 'Get a route as GeoJSON',
    description:
      'Its places as points and the way between them as a line (RFC 7946). Where the day begins and ends is told to those who may plan it.',
  })
  @ApiExtraModels(RouteGeoJsonResponse)
  @ApiOkResponse({
    description: 'RFC 7946',
    content: { [GEO_JSON]: { schema: { $ref: getSchemaPath(RouteGeoJsonResponse) } } },
  })
  @ApiProblems(404)
  getRouteGeoJson(@Actor() actor: Principal, @IdParam() id: string): Promise<RouteGeoJson> {
    return this.routes.geoJson(actor, id);
  }

  @Get(':id')
  @Requires('route:read')
  @ApiOperation({ summary: 'Get a route' })
  @ApiOkResponse({ type: RouteResponse })
  @ApiProblems(404)
  getRoute(@Actor() actor: Principal, @IdParam() id: string): Promise<RouteResponse> {
    return this.routes.get(actor, id);
  }

  @Post(':id/recalculate')
  @HttpCode(200)
  @Requires('route:plan')
  @Costly('planning')
  @ApiOperation({
    summary: 'Time an order made by hand',
    description: 'New times, and the rules that the order breaks. Stores nothing.',
  })
  @ApiBody({ type: RecalculateRouteDto, examples: RECALCULATE_EXAMPLES })
  @ApiOkResponse({ type: RecalculatedRouteResponse })
  @ApiProblems(404, 409)
  recalculateRoute(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: RecalculateRouteDto,
  ): Promise<RecalculatedRouteResponse> {
    return this.routes.recalculate(actor, id, body);
  }
}
