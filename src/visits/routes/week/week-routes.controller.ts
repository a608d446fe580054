import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../../platform/access/index.js';
import { ApiProblems } from '../../../platform/errors/index.js';
import { Costly } from '../../../platform/limits/index.js';
import { AgentCalendarQuery } from '../calendar/agent-calendar.query.js';
import { AgentCalendarResponse } from '../calendar/agent-calendar.response.js';
import { AgentCalendarService } from '../calendar/agent-calendar.service.js';
import { FIND_DAY_EXAMPLES, PLAN_WEEK_EXAMPLES } from '../dto/route-examples.js';
import { FindDayDto } from '../dto/find-day.dto.js';
import { FoundDaysResponse } from '../dto/found-day.response.js';
import { PlanWeekDto } from '../dto/plan-week.dto.js';
import { PlannedWeekResponse } from '../dto/planned-week.response.js';
import { FindDayService } from './find-day.service.js';
import { WeekPlanningService } from './week-planning.service.js';

@ApiTags('Routes')
@ApiProblems(400, 401, 403)
@Controller('routes')
export class WeekRoutesController {
  constructor(
    private readonly planning: WeekPlanningService,
    private readonly finding: FindDayService,
    private readonly calendar: AgentCalendarService,
  ) {}

  @Get('calendar')
  @Requires('route:plan')
  @ApiOperation({
    summary: 'Get an agent’s days to plan in',
    description:
      'Each day with its visits, their clients’ names and places and when they are open, the agent’s hours, and why a day is off.',
  })
  @ApiOkResponse({ type: AgentCalendarResponse })
  @ApiProblems(422)
  getAgentCalendar(
    @Actor() actor: Principal,
    @Query() query: AgentCalendarQuery,
  ): Promise<AgentCalendarResponse> {
    return this.calendar.read(actor, query);
  }

  @Post('plan-week')
  @Requires('route:plan')
  @Costly('planning')
  @ApiOperation({
    summary: 'Plan the next days',
    description:
      'Puts clients who are due, or the named ones, into the agent’s next working days by urgency and value, and makes ' +
      'the route of each day. Visits of the calendar stay at their time. Whom no day can hold is listed with the reason. ' +
      'With `commit` each day is written into the calendar whole or not at all.',
  })
  @ApiBody({ type: PlanWeekDto, examples: PLAN_WEEK_EXAMPLES })
  @ApiCreatedResponse({ type: PlannedWeekResponse })
  @ApiProblems(422, 503)
  planWeek(@Actor() actor: Principal, @Body() body: PlanWeekDto): Promise<PlannedWeekResponse> {
    return this.planning.planWeek(actor, body);
  }

  @Post('find-day')
  @HttpCode(200)
  @Requires('route:plan')
  @Costly('planning')
  @ApiOperation({
    summary: 'Find a day for a client',
    description:
      'The agent’s next working days, ranked by the driving and waiting that one more visit adds to what stands in the ' +
      'calendar, each with a time for it; and why the other days are out. With `visitId` the visit is taken out of the ' +
      'calendar first, and its own day tells what it costs there: the difference is what moving it costs. Stores nothing.',
  })
  @ApiBody({ type: FindDayDto, examples: FIND_DAY_EXAMPLES })
  @ApiOkResponse({ type: FoundDaysResponse })
  @ApiProblems(422, 503)
  findDay(@Actor() actor: Principal, @Body() body: FindDayDto): Promise<FoundDaysResponse> {
    return this.finding.findDay(actor, body);
  }
}
