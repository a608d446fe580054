import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
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
import { AbsencesService } from './absences.service.js';
import { CreateAbsenceDto, UpdateAbsenceDto } from './dto/absence.dto.js';
import { AbsenceListQuery } from './dto/absence-list.query.js';
import { AbsenceResponse } from './dto/absence.response.js';
import { SetWorkingHoursDto } from './dto/set-working-hours.dto.js';
import { WorkingHoursResponse } from './dto/working-hours.response.js';
import { WorkingHoursService } from './working-hours.service.js';

@ApiTags('Working hours')
@ApiProblems(400, 401, 403, 404)
@Controller()
export class WorkingHoursController {
  constructor(
    private readonly hours: WorkingHoursService,
    private readonly absences: AbsencesService,
  ) {}

  @Get('agents/:id/working-hours')
  @Requires('workinghours:read')
  @Versioned()
  @ApiOperation({
    summary: 'Get an agent’s working hours',
    description: 'Version 0 and no days: nobody has set any yet.',
  })
  @ApiOkResponse({ type: WorkingHoursResponse })
  getWorkingHours(@Actor() actor: Principal, @IdParam() id: string): Promise<WorkingHoursResponse> {
    return this.hours.get(actor, id);
  }

  @Put('agents/:id/working-hours')
  @Requires('workinghours:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Set an agent’s working hours',
    description:
      'Replaces all of it. Plans take from here what their request leaves out: where a day begins and ends, its shift and lunch break, the kilometres; and they pass over days off and holidays.',
  })
  @ApiOkResponse({ type: WorkingHoursResponse })
  @ApiProblems(412)
  setWorkingHours(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: SetWorkingHoursDto,
    @IfMatch() ifMatch?: number,
  ): Promise<WorkingHoursResponse> {
    return this.hours.set(actor, id, body, ifMatch);
  }

  @Get('agents/:id/absences')
  @Requires('workinghours:read')
  @ApiOperation({
    summary: 'List an agent’s absences',
    description: 'Sort: `from`; the first one first by default. Without their reasons: none are kept.',
  })
  @ApiPage(AbsenceResponse)
  listAbsences(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Query() query: AbsenceListQuery,
  ): Promise<Page<AbsenceResponse>> {
    return this.absences.list(actor, id, query);
  }

  @Post('agents/:id/absences')
  @Requires('workinghours:update')
  @Versioned()
  @ApiOperation({
    summary: 'Say when an agent is away',
    description:
      'Whole days, or some hours of one. Plans pass over them; visits that stand there stay where they are.',
  })
  @ApiCreatedResponse({ type: AbsenceResponse })
  createAbsence(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: CreateAbsenceDto,
  ): Promise<AbsenceResponse> {
    return this.absences.create(actor, id, body);
  }

  @Patch('absences/:id')
  @Requires('workinghours:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({ summary: 'Change an absence' })
  @ApiOkResponse({ type: AbsenceResponse })
  @ApiProblems(412)
  updateAbsence(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: UpdateAbsenceDto,
    @IfMatch() ifMatch?: number,
  ): Promise<AbsenceResponse> {
    return this.absences.update(actor, id, body, ifMatch);
  }

  @Delete('absences/:id')
  @HttpCode(204)
  @Requires('workinghours:update')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Take an absence back' })
  @ApiNoContentResponse()
  @ApiProblems(412)
  deleteAbsence(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @IfMatch() ifMatch?: number,
  ): Promise<void> {
    return this.absences.remove(actor, id, ifMatch);
  }
}
