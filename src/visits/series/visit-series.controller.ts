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
import { CreateVisitSeriesDto } from './dto/create-visit-series.dto.js';
import { UpdateVisitSeriesDto } from './dto/update-visit-series.dto.js';
import { VisitSeriesListQuery } from './dto/visit-series-list.query.js';
import { VisitSeriesResponse } from './dto/visit-series.response.js';
import { VisitSeriesService } from './visit-series.service.js';

@ApiTags('Recurring visits')
@ApiProblems(400, 401, 403)
@Controller('visit-series')
export class VisitSeriesController {
  constructor(private readonly series: VisitSeriesService) {}

  @Get()
  @Requires('visit:read')
  @ApiOperation({
    summary: 'List series of visits',
    description: 'Sort: `createdAt`; the newest first by default.',
  })
  @ApiPage(VisitSeriesResponse)
  listVisitSeries(
    @Actor() actor: Principal,
    @Query() query: VisitSeriesListQuery,
  ): Promise<Page<VisitSeriesResponse>> {
    return this.series.list(actor, query);
  }

  @Post()
  @Requires('visit:create')
  @Versioned()
  @ApiOperation({
    summary: 'Have visits come again',
    description:
      'Makes the visits of the next eight weeks at once, and those of each further day as it comes. They keep their hour on the wall. A day on which the agent has another visit at that time, a holiday or an absence, or on which the client is closed out of turn, is left out and listed under `skipped` with the reason.',
  })
  @ApiCreatedResponse({ type: VisitSeriesResponse })
  createVisitSeries(
    @Actor() actor: Principal,
    @Body() body: CreateVisitSeriesDto,
  ): Promise<VisitSeriesResponse> {
    return this.series.create(actor, body);
  }

  @Get(':id')
  @Requires('visit:read')
  @Versioned()
  @ApiOperation({ summary: 'Get a series of visits' })
  @ApiOkResponse({ type: VisitSeriesResponse })
  @ApiProblems(404)
  getVisitSeries(@Actor() actor: Principal, @IdParam() id: string): Promise<VisitSeriesResponse> {
    return this.series.get(actor, id);
  }

  @Patch(':id')
  @Requires('visit:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Change a series of visits',
    description:
      'Touches only visits to come that are as the series made them: one that was moved, confirmed or edited stays, as does a day whose visit was deleted.',
  })
  @ApiOkResponse({ type: VisitSeriesResponse })
  @ApiProblems(404, 409, 412)
  updateVisitSeries(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: UpdateVisitSeriesDto,
    @IfMatch() ifMatch?: number,
  ): Promise<VisitSeriesResponse> {
    return this.series.update(actor, id, body, ifMatch);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('visit:delete')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'End a series of visits',
    description: 'Its untouched visits to come are deleted; those that happened or were touched stay.',
  })
  @ApiNoContentResponse()
  @ApiProblems(404, 409, 412)
  endVisitSeries(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @IfMatch() ifMatch?: number,
  ): Promise<void> {
    return this.series.end(actor, id, ifMatch);
  }
}
