import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { MyDayQuery } from './dto/my-day.query.js';
import { MyDayResponse } from './dto/my-day.response.js';
import { MyDayService } from './my-day.service.js';

@ApiTags('My day')
@ApiProblems(400, 401, 403)
@Controller('my-day')
export class MyDayController {
  constructor(private readonly myDay: MyDayService) {}

  @Get()
  @Requires('activity:read')
  @ApiOperation({
    summary: 'A day at work',
    description:
      'What is late, due and to be remembered, the visits with where they lead, and the deals that should have closed or should this week. Each part is bounded, counts all of its rows and names the list that shows them.',
  })
  @ApiOkResponse({ type: MyDayResponse })
  getMyDay(@Actor() actor: Principal, @Query() query: MyDayQuery): Promise<MyDayResponse> {
    return this.myDay.read(actor, query);
  }
}
