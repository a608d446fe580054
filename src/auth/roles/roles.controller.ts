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
import { ApiPage, ListQuery, type Page } from '../../platform/listing/index.js';
import { CreateRoleDto } from './dto/create-role.dto.js';
import { RoleResponse } from './dto/role.response.js';
import { UpdateRoleDto } from './dto/update-role.dto.js';
import { RoleVocabularyResponse } from './dto/vocabulary.response.js';
import { toVocabulary } from './role.mapper.js';
import { RolesService } from './roles.service.js';

@ApiTags('Roles')
@ApiProblems(400, 401, 403)
@Controller('roles')
export class RolesController {
  constructor(private readonly roles: RolesService) {}

  @Get()
  @Requires('role:read')
  @ApiOperation({ summary: 'List roles', description: 'Sorts: `key`, `name`, `createdAt`.' })
  @ApiPage(RoleResponse)
  listRoles(@Query() query: ListQuery): Promise<Page<RoleResponse>> {
    return this.roles.list(query);
  }

  @Get('vocabulary')
  @Requires('role:read')
  @ApiOperation({ summary: 'What roles are made of, and what of it the reader may give' })
  @ApiOkResponse({ type: RoleVocabularyResponse })
  getRoleVocabulary(@Actor() actor: Principal): RoleVocabularyResponse {
    return toVocabulary(actor);
  }

  @Post()
  @Requires('role:create')
  @Versioned()
  @ApiOperation({
    summary: 'Add a role of the company’s own',
    description: 'Never above the rights of who adds it: 403 `ABOVE_OWN_RIGHTS` names what is.',
  })
  @ApiCreatedResponse({ type: RoleResponse })
  @ApiProblems(409)
  createRole(@Actor() actor: Principal, @Body() body: CreateRoleDto): Promise<RoleResponse> {
    return this.roles.create(actor, body);
  }

  @Get(':id')
  @Requires('role:read')
  @Versioned()
  @ApiOperation({ summary: 'Get a role' })
  @ApiOkResponse({ type: RoleResponse })
  @ApiProblems(404)
  getRole(@IdParam() id: string): Promise<RoleResponse> {
    return this.roles.get(id);
  }

  @Patch(':id')
  @Requires('role:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Change a role of the company’s own',
    description:
      'Who holds it has the new rights within a second, open sessions included. Nobody changes the role they hold.',
  })
  @ApiOkResponse({ type: RoleResponse })
  @ApiProblems(404, 409, 412)
  updateRole(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: UpdateRoleDto,
    @IfMatch() ifMatch?: number,
  ): Promise<RoleResponse> {
    return this.roles.update(actor, id, body, ifMatch);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('role:delete')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Delete a role that nobody holds',
    description: '409 `ROLE_HELD` says how many users hold it.',
  })
  @ApiNoContentResponse()
  @ApiProblems(404, 409, 412)
  deleteRole(@Actor() actor: Principal, @IdParam() id: string, @IfMatch() ifMatch?: number): Promise<void> {
    return this.roles.delete(actor, id, ifMatch);
  }
}
