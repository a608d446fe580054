import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../../platform/access/index.js';
import { ApiProblems } from '../../../platform/errors/index.js';
import { SalesTrendQuery } from '../sales-trend/sales-trend.query.js';
import { VisitsReportResponse } from './visits-report.response.js';
import { VisitsReportService } from './visits-report.service.js';

@ApiTags('Analytics')
@ApiProblems(400, 401, 403)
@Controller('analytics')
export class VisitsReportController {
  constructor(private readonly report: VisitsReportService) {}

  @Get('visits')
  @Requires('analytics:read')
  @ApiOperation({
    summary: 'Visits: what was planned, what came of it, and at what cost',
    description:
      'Of what the caller may see: the own, the team’s, everybody’s. Visits belong to no pipeline and are not filtered by one.',
  })
  @ApiOkResponse({ type: VisitsReportResponse })
  getVisitFigures(@Actor() actor: Principal, @Query() query: SalesTrendQuery): Promise<VisitsReportResponse> {
    return this.report.visits(actor, query);
  }
}
