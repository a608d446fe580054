import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { ApiIfMatch, IdParam, IfMatch, Versioned } from '../../platform/http/index.js';
import { ApiPage, type Page } from '../../platform/listing/index.js';
import { ActivitiesService } from './activities.service.js';
import { ActivityStepsService } from './activity-steps.service.js';
import { ActivityListQuery } from './dto/activity-list.query.js';
import { ActivityResponse } from './dto/activity.response.js';
import { CreateActivityDto } from './dto/create-activity.dto.js';
import { UpdateActivityDto } from './dto/update-activity.dto.js';

@ApiTags('Activities')
@ApiProblems(400, 401, 403)
@Controller('activities')
export class ActivitiesController {
  constructor(
    private readonly activities: ActivitiesService,
    private readonly steps: ActivityStepsService,
  ) {}

  @Get()
  @Requires('activity:read')
  @ApiOperation({
    summary: 'List activities',
    description:
      'One’s own, those one is assigned to, and those about one’s clients. Sorts: `createdAt`, `dueAt`; without one the newest first.',
  })
  @ApiPage(ActivityResponse)
  listActivities(
    @Actor() actor: Principal,
    @Query() query: ActivityListQuery,
  ): Promise<Page<ActivityResponse>> {
    return this.activities.list(actor, query);
  }

  @Post()
  @Requires('activity:create')
  @Versioned()
  @ApiOperation({ summary: 'Write a note, plan a task, or record what was done' })
  @ApiCreatedResponse({ type: ActivityResponse })
  createActivity(@Actor() actor: Principal, @Body() body: CreateActivityDto): Promise<ActivityResponse> {
    return this.activities.create(actor, body);
  }

  @Get(':id')
  @Requires('activity:read')
  @Versioned()
  @ApiOperation({ summary: 'Get an activity' })
  @ApiOkResponse({ type: ActivityResponse })
  @ApiProblems(404)
  getActivity(@Actor() actor: Principal, @IdParam() id: string): Promise<ActivityResponse> {
    return this.activities.get(actor, id);
  }

  @Patch(':id')
  @Requires('activity:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({ summary: 'Edit an activity' })
  @ApiOkResponse({ type: ActivityResponse })
  @ApiProblems(404, 412)
  updateActivity(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: UpdateActivityDto,
    @IfMatch() ifMatch?: number,
  ): Promise<ActivityResponse> {
    return this.activities.update(actor, id, body, ifMatch);
  }

  @Post(':id/complete')
  @HttpCode(200)
  @Requires('activity:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({ summary: 'Done, now', description: 'For the owner’s side and the assignees.' })
  @ApiOkResponse({ type: ActivityResponse })
  @ApiProblems(404, 409, 412)
  completeActivity(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @IfMatch() ifMatch?: number,
  ): Promise<ActivityResponse> {
    return this.steps.complete(actor, id, ifMatch);
  }

  @Post(':id/reopen')
  @HttpCode(200)
  @Requires('activity:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({ summary: 'To be done after all', description: 'For the owner’s side and the assignees.' })
  @ApiOkResponse({ type: ActivityResponse })
  @ApiProblems(404, 409, 412)
  reopenActivity(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @IfMatch() ifMatch?: number,
  ): Promise<ActivityResponse> {
    return this.steps.reopen(actor, id, ifMatch);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('activity:delete')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Delete an activity' })
  @ApiNoContentResponse()
  @ApiProblems(404, 412)
  deleteActivity(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @IfMatch() ifMatch?: number,
  ): Promise<void> {
    return this.activities.remove(actor, id, ifMatch);
  }
}
