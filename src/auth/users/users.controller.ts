import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { ApiIfMatch, IdParam, IfMatch, Versioned } from '../../platform/http/index.js';
import { ApiPage, type Page } from '../../platform/listing/index.js';
import { CreateUserDto } from './dto/create-user.dto.js';
import { UpdateUserDto } from './dto/update-user.dto.js';
import { UserListQuery } from './dto/user-list.query.js';
import { UserResponse } from './dto/user.response.js';
import { UsersService } from './users.service.js';

@ApiTags('Users')
@ApiProblems(400, 401, 403)
@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  @Requires('user:read')
  @ApiOperation({ summary: 'List users', description: 'Sorts: `fullName`, `email`, `createdAt`.' })
  @ApiPage(UserResponse)
  listUsers(@Actor() actor: Principal, @Query() query: UserListQuery): Promise<Page<UserResponse>> {
    return this.users.list(actor, query);
  }

  @Post()
  @Requires('user:create')
  @Versioned()
  @ApiOperation({
    summary: 'Create a user',
    description: 'With a password the user is active at once; without one, pending.',
  })
  @ApiCreatedResponse({ type: UserResponse })
  @ApiProblems(409)
  createUser(@Actor() actor: Principal, @Body() body: CreateUserDto): Promise<UserResponse> {
    return this.users.create(actor, body);
  }

  @Get(':id')
  @Requires('user:read')
  @Versioned()
  @ApiOperation({ summary: 'Get a user' })
  @ApiOkResponse({ type: UserResponse })
  @ApiProblems(404)
  getUser(@Actor() actor: Principal, @IdParam() id: string): Promise<UserResponse> {
    return this.users.get(actor, id);
  }

  @Patch(':id')
  @Requires('user:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Change an account',
    description: 'Takes effect within a second, open sessions included.',
  })
  @ApiOkResponse({ type: UserResponse })
  @ApiProblems(404, 409, 412)
  updateUser(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: UpdateUserDto,
    @IfMatch() ifMatch?: number,
  ): Promise<UserResponse> {
    return this.users.update(actor, id, body, ifMatch);
  }

  @Post(':id/activate')
  @HttpCode(200)
  @Requires('user:update')
  @Versioned()
  @ApiOperation({ summary: 'Let a pending or suspended user sign in' })
  @ApiOkResponse({ type: UserResponse })
  @ApiProblems(404, 409)
  activateUser(@Actor() actor: Principal, @IdParam() id: string): Promise<UserResponse> {
    return this.users.activate(actor, id);
  }

  @Post(':id/suspend')
  @HttpCode(200)
  @Requires('user:update')
  @Versioned()
  @ApiOperation({
    summary: 'Keep a user out',
    description: 'All of the user’s sessions end within a second.',
  })
  @ApiOkResponse({ type: UserResponse })
  @ApiProblems(404, 409)
  suspendUser(@Actor() actor: Principal, @IdParam() id: string): Promise<UserResponse> {
    return this.users.suspend(actor, id);
  }
}
