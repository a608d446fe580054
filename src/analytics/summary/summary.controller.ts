import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Actor, InteractiveOnly, type Principal, Public, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { TakesForm } from '../../platform/http/index.js';
import { SubscribeDto } from './dto/subscribe.dto.js';
import { SummaryResponse } from './dto/summary.response.js';
import { SummaryService } from './summary.service.js';

@ApiTags('Weekly summary')
@Controller('analytics/summary')
export class SummaryController {
  constructor(private readonly summary: SummaryService) {}

  @Get()
  @Requires('analytics:read')
  @ApiOperation({ summary: 'Whether and when one’s weekly letter with figures comes' })
  @ApiOkResponse({ type: SummaryResponse })
  @ApiProblems(401, 403)
  getSummarySubscription(@Actor() actor: Principal): Promise<SummaryResponse> {
    return this.summary.get(actor);
  }

  @Put()
  @Requires('analytics:read')
  @InteractiveOnly()
  @ApiOperation({
    summary: 'Have one’s figures sent by mail each week',
    description:
      'The headline figures of the seven days before, within one’s scope at the time of sending, beside those of the week before. Of several moments that passed while nothing ran, only the latest is told.',
  })
  @ApiOkResponse({ type: SummaryResponse })
  @ApiProblems(400, 401, 403)
  subscribeToSummary(@Actor() actor: Principal, @Body() body: SubscribeDto): Promise<SummaryResponse> {
    return this.summary.subscribe(actor, body);
  }

  @Delete()
  @HttpCode(204)
  @Requires('analytics:read')
  @InteractiveOnly()
  @ApiOperation({ summary: 'Have no figures sent any more' })
  @ApiNoContentResponse()
  @ApiProblems(401, 403)
  unsubscribeFromSummary(@Actor() actor: Principal): Promise<void> {
    return this.summary.unsubscribe(actor);
  }

  @Post('unsubscribe/:token')
  @HttpCode(204)
  @Public()
  @TakesForm()
  @ApiOperation({
    summary: 'End the weekly letter by what stands in it',
    description:
      'What mail programs call for “unsubscribe” (RFC 8058, `List-Unsubscribe=One-Click` as a form or nothing at all). A second call changes nothing more.',
  })
  @ApiParam({
    name: 'token',
    description: 'From the letter; it ends this one person’s letters and opens nothing.',
  })
  @ApiNoContentResponse()
  @ApiProblems(404, 429)
  unsubscribeByLetter(@Param('token') token: string): Promise<void> {
    return this.summary.unsubscribeByLetter(token);
  }
}
