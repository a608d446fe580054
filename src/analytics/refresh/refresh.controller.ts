import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { NoIdempotencyKey } from '../../platform/idempotency/index.js';
import { Costly } from '../../platform/limits/index.js';
import { RefreshAnalyticsDto } from './refresh-analytics.dto.js';
import { RefreshService } from './refresh.service.js';
import { AnalyticsStatusResponse, RefreshRequestedResponse } from './status.response.js';
import { StatusService } from './status.service.js';

@ApiTags('Analytics')
@ApiProblems(401, 403)
@Controller('analytics')
export class RefreshController {
  constructor(
    private readonly refresh: RefreshService,
    private readonly status: StatusService,
  ) {}

  @Post('refresh')
  @NoIdempotencyKey('It runs in the background; done again, it leaves the same figures.')
  @HttpCode(202)
  @Requires('analytics:refresh')
  @Costly('refresh')
  @ApiOperation({
    summary: 'Refresh the figures now',
    description:
      'Answers at once; the run takes in everything that was saved before. `GET /analytics/status` shows how it went.',
  })
  @ApiAcceptedResponse({ type: RefreshRequestedResponse })
  @ApiProblems(400)
  async refreshAnalytics(
    @Actor() actor: Principal,
    @Body() body: RefreshAnalyticsDto,
  ): Promise<RefreshRequestedResponse> {
    return { runId: await this.refresh.request(actor, body.full ?? false) };
  }

  @Get('status')
  @Requires('analytics:read')
  @ApiOperation({ summary: 'How fresh the figures are, and what the last runs did' })
  @ApiOkResponse({ type: AnalyticsStatusResponse })
  getAnalyticsStatus(@Actor() actor: Principal): Promise<AnalyticsStatusResponse> {
    return this.status.status(actor);
  }
}
