import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { AgentsResponse } from './agents/agents.response.js';
import { AgentsService } from './agents/agents.service.js';
import { ForecastQuery } from './forecast/forecast.query.js';
import { ForecastResponse } from './forecast/forecast.response.js';
import { ForecastService } from './forecast/forecast.service.js';
import { FunnelResponse } from './funnel/funnel.response.js';
import { FunnelService } from './funnel/funnel.service.js';
import { LostReasonsResponse } from './lost-reasons/lost-reasons.response.js';
import { LostReasonsService } from './lost-reasons/lost-reasons.service.js';
import { OverviewResponse } from './overview/overview.response.js';
import { OverviewService } from './overview/overview.service.js';
import { ReportQuery } from './report.query.js';
import { SalesTrendQuery } from './sales-trend/sales-trend.query.js';
import { SalesTrendResponse } from './sales-trend/sales-trend.response.js';
import { SalesTrendService } from './sales-trend/sales-trend.service.js';

@ApiTags('Analytics')
@ApiProblems(400, 401, 403)
@Controller('analytics')
export class ReportsController {
  constructor(
    private readonly overview: OverviewService,
    private readonly trend: SalesTrendService,
    private readonly funnel: FunnelService,
    private readonly forecast: ForecastService,
    private readonly agents: AgentsService,
    private readonly lost: LostReasonsService,
  ) {}

  @Get('overview')
  @Requires('analytics:read')
  @ApiOperation({
    summary: 'The headline figures',
    description: 'Of what the caller may see: the own, the team’s, everybody’s.',
  })
  @ApiOkResponse({ type: OverviewResponse })
  getOverview(@Actor() actor: Principal, @Query() query: ReportQuery): Promise<OverviewResponse> {
    return this.overview.overview(actor, query);
  }

  @Get('sales-trend')
  @Requires('analytics:read')
  @ApiOperation({ summary: 'Deals created, won and lost by day, week or month' })
  @ApiOkResponse({ type: SalesTrendResponse })
  getSalesTrend(@Actor() actor: Principal, @Query() query: SalesTrendQuery): Promise<SalesTrendResponse> {
    return this.trend.salesTrend(actor, query);
  }

  @Get('funnel')
  @Requires('analytics:read')
  @ApiOperation({
    summary: 'How deals pass through the stages',
    description:
      'Distinct deals, those lost later included; one that enters a stage twice in the period counts once.',
  })
  @ApiOkResponse({ type: FunnelResponse })
  getFunnel(@Actor() actor: Principal, @Query() query: ReportQuery): Promise<FunnelResponse> {
    return this.funnel.funnel(actor, query);
  }

  @Get('forecast')
  @Requires('analytics:read')
  @ApiOperation({
    summary: 'What the open deals promise, by month of their expected closing',
    description:
      'Without a period: this month and the eleven after it; with a later `from` alone, from that day on its month and the eleven after that; with `to` alone, the 365 days before it. Overdue deals stand in a bucket of their own.',
  })
  @ApiOkResponse({ type: ForecastResponse })
  getForecast(@Actor() actor: Principal, @Query() query: ForecastQuery): Promise<ForecastResponse> {
    return this.forecast.forecast(actor, query);
  }

  @Get('agents')
  @Requires('analytics:read')
  @ApiOperation({ summary: 'One row for each agent', description: 'The best seller first.' })
  @ApiOkResponse({ type: AgentsResponse })
  getAgentFigures(@Actor() actor: Principal, @Query() query: ReportQuery): Promise<AgentsResponse> {
    return this.agents.agents(actor, query);
  }

  @Get('lost-reasons')
  @Requires('analytics:read')
  @ApiOperation({
    summary: 'Why deals were lost, and from which stage',
    description: 'Dated by their closing, for who owned them then.',
  })
  @ApiOkResponse({ type: LostReasonsResponse })
  getLostReasons(@Actor() actor: Principal, @Query() query: ReportQuery): Promise<LostReasonsResponse> {
    return this.lost.lostReasons(actor, query);
  }
}
