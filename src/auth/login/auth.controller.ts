import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {
  Actor,
  AlsoForKeys,
  DuringEnrolment,
  type Principal,
  Public,
  SignedIn,
} from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { IdParam } from '../../platform/http/index.js';
import { UserSessions } from '../sessions/user-sessions.service.js';
import { AccountService } from './account.service.js';
import { Registration } from './registration.service.js';
import { From } from './caller.decorator.js';
import { ChangePasswordDto } from './dto/change-password.dto.js';
import { LoginDto } from './dto/login.dto.js';
import { MeResponse } from './dto/me.response.js';
import { RefreshDto } from './dto/refresh.dto.js';
import { RegisterDto, RegisteredResponse } from './dto/register.dto.js';
import { SessionResponse } from './dto/session.response.js';
import { TokensResponse } from './dto/tokens.response.js';
import type { Caller } from './caller.js';
import { LoginService } from './login.service.js';

@ApiTags('Auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly logins: LoginService,
    private readonly accounts: AccountService,
    private readonly registration: Registration,
    private readonly sessions: UserSessions,
  ) {}

  @Post('register')
  @HttpCode(202)
  @Public()
  @ApiOperation({
    summary: 'Ask for an account',
    description: 'An admin activates it. The answer is the same for a known address.',
  })
  @ApiAcceptedResponse({ type: RegisteredResponse })
  @ApiProblems(400, 429)
  async register(@Body() body: RegisterDto, @From() caller: Caller): Promise<RegisteredResponse> {
    await this.registration.ask(body, caller);
    return { status: 'PENDING' };
  }

  @Post('login')
  @HttpCode(200)
  @Public()
  @ApiOperation({
    summary: 'Sign in',
    description:
      'Who has a second factor is answered 401 `TOTP_REQUIRED` once the password is right, and sends the login again with `totp`.',
  })
  @ApiOkResponse({ type: TokensResponse })
  @ApiProblems(400, 401, 429)
  login(@Body() body: LoginDto, @From() caller: Caller): Promise<TokensResponse> {
    return this.logins.login(body, caller);
  }

  @Post('refresh')
  @HttpCode(200)
  @Public()
  @ApiOperation({
    summary: 'Stay signed in',
    description: 'Spends the refresh token and gives the next one. Reusing a spent one ends the session.',
  })
  @ApiOkResponse({ type: TokensResponse })
  @ApiProblems(400, 401)
  refresh(@Body() body: RefreshDto, @From() caller: Caller): Promise<TokensResponse> {
    return this.logins.refresh(body.refreshToken, caller);
  }

  @Post('logout')
  @HttpCode(204)
  @SignedIn()
  @DuringEnrolment()
  @ApiOperation({ summary: 'End this session' })
  @ApiNoContentResponse()
  @ApiProblems(401)
  logout(@Actor() actor: Principal): Promise<void> {
    return this.sessions.signOut(actor);
  }

  @Post('logout-all')
  @HttpCode(204)
  @SignedIn()
  @DuringEnrolment()
  @ApiOperation({ summary: 'End all of one’s sessions' })
  @ApiNoContentResponse()
  @ApiProblems(401)
  logoutAll(@Actor() actor: Principal): Promise<void> {
    return this.sessions.signOutEverywhere(actor);
  }

  @Get('me')
  @SignedIn()
  @AlsoForKeys()
  @DuringEnrolment()
  @ApiOperation({ summary: 'Who one is, and what one may do' })
  @ApiOkResponse({ type: MeResponse })
  @ApiProblems(401)
  getMe(@Actor() actor: Principal): Promise<MeResponse> {
    return this.accounts.me(actor);
  }

  @Post('password')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ summary: 'Change one’s password', description: 'The other sessions end.' })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 429)
  changePassword(
    @Actor() actor: Principal,
    @Body() body: ChangePasswordDto,
    @From() caller: Caller,
  ): Promise<void> {
    return this.accounts.changePassword(actor, body, caller);
  }

  @Get('sessions')
  @SignedIn()
  @ApiOperation({ summary: 'One’s living sessions' })
  @ApiOkResponse({ type: [SessionResponse] })
  @ApiProblems(401)
  listSessions(@Actor() actor: Principal): Promise<SessionResponse[]> {
    return this.sessions.listOwn(actor);
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @SignedIn()
  @ApiOperation({ summary: 'End one of one’s sessions' })
  @ApiNoContentResponse()
  @ApiProblems(400, 401, 404)
  endSession(@Actor() actor: Principal, @IdParam() id: string): Promise<void> {
    return this.sessions.endOwn(actor, id);
  }
}
