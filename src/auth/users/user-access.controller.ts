import { Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { NoIdempotencyKey } from '../../platform/idempotency/index.js';
import { IdParam } from '../../platform/http/index.js';
import { SessionResponse } from '../login/dto/session.response.js';
import { InvitationResponse } from '../links/dto/invitation.response.js';
import { Invitations } from '../links/invitations.service.js';
import { UserSessions } from '../sessions/user-sessions.service.js';

@ApiTags('Users')
@ApiProblems(400, 401, 403, 404)
@Requires('user:update')
@Controller('users/:id')
export class UserAccessController {
  constructor(
    private readonly invitations: Invitations,
    private readonly sessions: UserSessions,
  ) {}

  @Post('invitation')
  @NoIdempotencyKey('The link is shown once.')
  @ApiOperation({
    summary: 'Invite a pending user to choose a password',
    description: 'The link is shown once, and mailed where there is a mail server. An earlier one ends.',
  })
  @ApiCreatedResponse({ type: InvitationResponse })
  @ApiProblems(409)
  inviteUser(@Actor() actor: Principal, @IdParam() id: string): Promise<InvitationResponse> {
    return this.invitations.invite(actor, id);
  }

  @Get('sessions')
  @ApiOperation({ summary: 'A user’s living sessions, newest first' })
  @ApiOkResponse({ type: [SessionResponse] })
  listUserSessions(@Actor() actor: Principal, @IdParam() id: string): Promise<SessionResponse[]> {
    return this.sessions.listOf(actor, id);
  }

  @Delete('sessions')
  @HttpCode(204)
  @ApiOperation({
    summary: 'End all of a user’s sessions',
    description: 'Within a second, on every replica.',
  })
  @ApiNoContentResponse()
  endUserSessions(@Actor() actor: Principal, @IdParam() id: string): Promise<void> {
    return this.sessions.endAllOf(actor, id);
  }

  @Delete('sessions/:sessionId')
  @HttpCode(204)
  @ApiOperation({
    summary: 'End one of a user’s sessions',
    description: 'Within a second, on every replica.',
  })
  @ApiNoContentResponse()
  endUserSession(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @IdParam('sessionId') sessionId: string,
  ): Promise<void> {
    return this.sessions.endOneOf(actor, id, sessionId);
  }
}
