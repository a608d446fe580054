import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../../platform/access/index.js';
import { ApiProblems } from '../../../platform/errors/index.js';
import { ReportQuery } from '../report.query.js';
import { LeadsResponse } from './leads.response.js';
import { LeadsService } from './leads.service.js';

@ApiTags('Analytics')
@ApiProblems(400, 401, 403)
@Controller('analytics')
export class LeadsController {
  constructor(private readonly leads: LeadsService) {}

  @Get('leads')
  @Requires('analytics:read')
  @ApiOperation({
    summary: 'Leads by lifecycle and source: new, contacted, converted',
    description:
      'A lead is a client that came into the books as LEAD or PROSPECT. Leads belong to no pipeline and are not filtered by one.',
  })
  @ApiOkResponse({ type: LeadsResponse })
  getLeadFigures(@Actor() actor: Principal, @Query() query: ReportQuery): Promise<LeadsResponse> {
    return this.leads.leads(actor, query);
  }
}
