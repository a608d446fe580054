import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { ApiIfMatch, IdParam, IfMatch, Versioned } from '../../platform/http/index.js';
import { Costly } from '../../platform/limits/index.js';
import { ApiPage, ListQuery, type Page } from '../../platform/listing/index.js';
import { ReportQuery } from '../reports/report.query.js';
import { DashboardFiguresService } from './dashboard-figures.service.js';
import { DashboardsService } from './dashboards.service.js';
import { CreateDashboardDto } from './dto/create-dashboard.dto.js';
import { DASHBOARD_EXAMPLES } from './dto/dashboard-examples.js';
import { DashboardFiguresResponse } from './dto/dashboard-figures.response.js';
import { DashboardResponse } from './dto/dashboard.response.js';
import { UpdateDashboardDto } from './dto/update-dashboard.dto.js';

@ApiTags('Dashboards')
@ApiProblems(400, 401, 403)
@Controller('analytics/dashboards')
export class DashboardsController {
  constructor(
    private readonly dashboards: DashboardsService,
    private readonly figures: DashboardFiguresService,
  ) {}

  @Get()
  @Requires('dashboard:read')
  @ApiOperation({
    summary: 'List the dashboards that one may open',
    description: 'One’s own, those shared with one’s team, the public ones. Sorts: `name`, `createdAt`.',
  })
  @ApiPage(DashboardResponse)
  listDashboards(@Actor() actor: Principal, @Query() query: ListQuery): Promise<Page<DashboardResponse>> {
    return this.dashboards.list(actor, query);
  }

  @Post()
  @Requires('dashboard:create')
  @Versioned()
  @ApiOperation({
    summary: 'Save a dashboard',
    description:
      'Which reports and headline figures, of which days, narrowed to what. What a report would refuse is not saved.',
  })
  @ApiBody({ type: CreateDashboardDto, examples: DASHBOARD_EXAMPLES })
  @ApiCreatedResponse({ type: DashboardResponse })
  @ApiProblems(409)
  createDashboard(@Actor() actor: Principal, @Body() body: CreateDashboardDto): Promise<DashboardResponse> {
    return this.dashboards.create(actor, body);
  }

  @Get(':id')
  @Requires('dashboard:read')
  @Versioned()
  @ApiOperation({ summary: 'Get a dashboard' })
  @ApiOkResponse({ type: DashboardResponse })
  @ApiProblems(404)
  getDashboard(@Actor() actor: Principal, @IdParam() id: string): Promise<DashboardResponse> {
    return this.dashboards.get(actor, id);
  }

  @Get(':id/figures')
  @Requires('analytics:read')
  @Costly('dashboard')
  @ApiOperation({
    summary: 'All figures of a dashboard',
    description:
      'Of one moment, and of the caller’s own scope, whoever owns the dashboard. Parameters of the call go before its filter; `from` and `to` before the days of all widgets. Takes `dashboard:read` too.',
  })
  @ApiOkResponse({ type: DashboardFiguresResponse })
  @ApiProblems(404)
  getDashboardFigures(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Query() query: ReportQuery,
  ): Promise<DashboardFiguresResponse> {
    return this.figures.figures(actor, id, query);
  }

  @Patch(':id')
  @Requires('dashboard:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({ summary: 'Change a dashboard', description: 'Its owner’s, or an admin’s.' })
  @ApiOkResponse({ type: DashboardResponse })
  @ApiProblems(404, 409, 412)
  updateDashboard(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: UpdateDashboardDto,
    @IfMatch() ifMatch?: number,
  ): Promise<DashboardResponse> {
    return this.dashboards.update(actor, id, body, ifMatch);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('dashboard:delete')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Delete a dashboard' })
  @ApiNoContentResponse()
  @ApiProblems(404, 412)
  deleteDashboard(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @IfMatch() ifMatch?: number,
  ): Promise<void> {
    return this.dashboards.delete(actor, id, ifMatch);
  }
}
