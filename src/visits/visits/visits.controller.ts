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
import { CreateVisitDto } from './dto/create-visit.dto.js';
import { UpdateVisitDto } from './dto/update-visit.dto.js';
import { VisitListQuery } from './dto/visit-list.query.js';
import { VisitResponse } from './dto/visit.response.js';
import { VisitsService } from './visits.service.js';

@ApiTags('Visits')
@ApiProblems(400, 401, 403)
@Controller('visits')
export class VisitsController {
  constructor(private readonly visits: VisitsService) {}

  @Get()
  @Requires('visit:read')
  @ApiOperation({
    summary: 'List visits',
    description: 'Sorts: `scheduledAt`, `createdAt`; the latest first by default.',
  })
  @ApiPage(VisitResponse)
  listVisits(@Actor() actor: Principal, @Query() query: VisitListQuery): Promise<Page<VisitResponse>> {
    return this.visits.list(actor, query);
  }

  @Post()
  @Requires('visit:create')
  @Versioned()
  @ApiOperation({
    summary: 'Plan a visit',
    description: 'Visits of one agent may not overlap: 409 `VISIT_OVERLAP`.',
  })
  @ApiCreatedResponse({ type: VisitResponse })
  @ApiProblems(409)
  createVisit(@Actor() actor: Principal, @Body() body: CreateVisitDto): Promise<VisitResponse> {
    return this.visits.create(actor, body);
  }

  @Get(':id')
  @Requires('visit:read')
  @Versioned()
  @ApiOperation({ summary: 'Get a visit' })
  @ApiOkResponse({ type: VisitResponse })
  @ApiProblems(404)
  getVisit(@Actor() actor: Principal, @IdParam() id: string): Promise<VisitResponse> {
    return this.visits.get(actor, id);
  }

  @Patch(':id')
  @Requires('visit:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Move or edit a visit',
    description: 'Notes and next action at any time, the rest while it is PLANNED or CONFIRMED.',
  })
  @ApiOkResponse({ type: VisitResponse })
  @ApiProblems(404, 409, 412)
  updateVisit(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: UpdateVisitDto,
    @IfMatch() ifMatch?: number,
  ): Promise<VisitResponse> {
    return this.visits.update(actor, id, body, ifMatch);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('visit:delete')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Take a visit off the calendar',
    description: 'Only while it is PLANNED or CONFIRMED.',
  })
  @ApiNoContentResponse()
  @ApiProblems(404, 409, 412)
  deleteVisit(@Actor() actor: Principal, @IdParam() id: string, @IfMatch() ifMatch?: number): Promise<void> {
    return this.visits.remove(actor, id, ifMatch);
  }
}
