import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../../platform/access/index.js';
import { ApiProblems } from '../../../platform/errors/index.js';
import { ReportQuery } from '../report.query.js';
import { JourneyResponse } from './journey.response.js';
import { JourneyService } from './journey.service.js';

@ApiTags('Analytics')
@ApiProblems(400, 401, 403)
@Controller('analytics')
export class JourneyController {
  constructor(private readonly journey: JourneyService) {}

  @Get('journey')
  @Requires('analytics:read')
  @ApiOperation({
    summary: 'How clients come from prospect to customer, and on',
    description:
      'Each step with the clients that reached it in the period, the conversion from the step before and the median days between the two; and by month of acquisition how many came how far. Clients belong to no pipeline and are not filtered by one.',
  })
  @ApiOkResponse({ type: JourneyResponse })
  getJourney(@Actor() actor: Principal, @Query() query: ReportQuery): Promise<JourneyResponse> {
    return this.journey.journey(actor, query);
  }
}
