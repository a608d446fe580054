import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Actor, type Principal, SignedIn } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { IdParam } from '../../platform/http/index.js';
import { CalendarFeedsService } from './calendar-feeds.service.js';
import { CalendarFeedResponse, NewCalendarFeedResponse } from './dto/calendar-feed.response.js';
import { CreateCalendarFeedDto } from './dto/create-calendar-feed.dto.js';

@ApiTags('Calendar feeds')
@ApiProblems(400, 401, 403)
@Controller('calendar-feeds')
export class CalendarFeedsController {
  constructor(private readonly feeds: CalendarFeedsService) {}

  @Get()
  @SignedIn()
  @ApiOperation({
    summary: 'List one’s own calendar feeds',
    description: 'Without their addresses; at most five.',
  })
  @ApiOkResponse({ type: [CalendarFeedResponse] })
  listCalendarFeeds(@Actor() actor: Principal): Promise<CalendarFeedResponse[]> {
    return this.feeds.list(actor);
  }

  @Post()
  @SignedIn()
  @ApiOperation({
    summary: 'Make a secret address for one’s visits',
    description:
      'For a calendar program to subscribe to. The address is shown once and opens one’s own visits to whoever has it, until it is rotated or deleted, or the account is suspended.',
  })
  @ApiCreatedResponse({ type: NewCalendarFeedResponse })
  @ApiProblems(409)
  createCalendarFeed(
    @Actor() actor: Principal,
    @Body() body: CreateCalendarFeedDto,
  ): Promise<NewCalendarFeedResponse> {
    return this.feeds.create(actor, body);
  }

  @Post(':id/rotate')
  @HttpCode(200)
  @SignedIn()
  @ApiOperation({ summary: 'Change a feed’s address', description: 'The one before ends at once.' })
  @ApiOkResponse({ type: NewCalendarFeedResponse })
  @ApiProblems(404)
  rotateCalendarFeed(@Actor() actor: Principal, @IdParam() id: string): Promise<NewCalendarFeedResponse> {
    return this.feeds.rotate(actor, id);
  }

  @Delete(':id')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ summary: 'End a feed' })
  @ApiNoContentResponse()
  @ApiProblems(404)
  deleteCalendarFeed(@Actor() actor: Principal, @IdParam() id: string): Promise<void> {
    return this.feeds.remove(actor, id);
  }
}
