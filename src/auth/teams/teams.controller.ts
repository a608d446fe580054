import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { ApiIfMatch, IdParam, IfMatch, Versioned } from '../../platform/http/index.js';
import { ApiPage, ListQuery, type Page } from '../../platform/listing/index.js';
import { CreateTeamDto, TeamResponse, UpdateTeamDto } from './team.dto.js';
import { TeamsService } from './teams.service.js';

@ApiTags('Teams')
@ApiProblems(400, 401, 403)
@Controller('teams')
export class TeamsController {
  constructor(private readonly teams: TeamsService) {}

  @Get()
  @Requires('team:read')
  @ApiOperation({ summary: 'List teams', description: 'Sorts: `name`, `createdAt`.' })
  @ApiPage(TeamResponse)
  listTeams(@Actor() actor: Principal, @Query() query: ListQuery): Promise<Page<TeamResponse>> {
    return this.teams.list(actor, query);
  }

  @Post()
  @Requires('team:create')
  @Versioned()
  @ApiOperation({ summary: 'Create a team' })
  @ApiCreatedResponse({ type: TeamResponse })
  @ApiProblems(409)
  createTeam(@Actor() actor: Principal, @Body() body: CreateTeamDto): Promise<TeamResponse> {
    return this.teams.create(actor, body);
  }

  @Patch(':id')
  @Requires('team:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({ summary: 'Rename a team' })
  @ApiOkResponse({ type: TeamResponse })
  @ApiProblems(404, 409, 412)
  updateTeam(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: UpdateTeamDto,
    @IfMatch() ifMatch?: number,
  ): Promise<TeamResponse> {
    return this.teams.update(actor, id, body, ifMatch);
  }
}
