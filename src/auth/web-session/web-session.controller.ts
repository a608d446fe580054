import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import type { Caller } from '../login/caller.js';
import { From } from '../login/caller.decorator.js';
import { LoginDto } from '../login/dto/login.dto.js';
import { Cookie, RefreshCookie } from './refresh-cookie.js';
import { WebSessions } from './web-sessions.service.js';
import { WebTokensResponse } from './web-tokens.response.js';

@ApiTags('Auth')
@Controller('auth/web-session')
export class WebSessionController {
  constructor(private readonly sessions: WebSessions) {}

  @Post()
  @HttpCode(200)
  @Public()
  @ApiOperation({
    summary: 'Sign in from a page of this very address',
    description:
      'As `POST /auth/login`, but the refresh token is set as a cookie that no script can read (`HttpOnly`, ' +
      '`SameSite=Strict`; over HTTPS `__Host-` and `Secure`), and that only `/auth/web-session` takes. The session of ' +
      'the cookie that it replaces ends. 403 `OTHER_ORIGIN` for a page of another address.',
  })
  @ApiOkResponse({ type: WebTokensResponse })
  @ApiProblems(400, 401, 403, 429)
  beginWebSession(
    @Body() body: LoginDto,
    @Cookie() cookie: RefreshCookie,
    @From() caller: Caller,
  ): Promise<WebTokensResponse> {
    return this.sessions.begin(body, cookie, caller);
  }

  @Post('refresh')
  @HttpCode(200)
  @Public()
  @ApiOperation({
    summary: 'Stay signed in on a page',
    description: 'Spends the refresh token of the cookie and sets the next one. 401 takes the cookie away.',
  })
  @ApiOkResponse({ type: WebTokensResponse })
  @ApiProblems(401, 403)
  renewWebSession(@Cookie() cookie: RefreshCookie, @From() caller: Caller): Promise<WebTokensResponse> {
    return this.sessions.goOn(cookie, caller);
  }

  @Delete()
  @HttpCode(204)
  @Public()
  @ApiOperation({
    summary: 'Sign out of a page',
    description:
      'Ends the session of the cookie, its access token included. Without a cookie it does nothing.',
  })
  @ApiNoContentResponse()
  @ApiProblems(403)
  endWebSession(@Cookie() cookie: RefreshCookie, @From() caller: Caller): Promise<void> {
    return this.sessions.end(cookie, caller);
  }
}
