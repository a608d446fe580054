import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../platform/config/config.js';
import { DomainError } from '../../platform/errors/index.js';
import type { Caller } from '../login/caller.js';
import type { LoginDto } from '../login/dto/login.dto.js';
import type { TokensResponse } from '../login/dto/tokens.response.js';
import { LoginService } from '../login/login.service.js';
import { UserSessions } from '../sessions/user-sessions.service.js';
import type { RefreshCookie } from './refresh-cookie.js';
import type { WebTokensResponse } from './web-tokens.response.js';

/** Sessions of browsers: the same as all others, but the refresh token travels in a cookie. */
@Injectable()
export class WebSessions {
  private readonly secure: boolean;
  private readonly seconds: number;

  constructor(
    private readonly logins: LoginService,
    private readonly sessions: UserSessions,
    config: AppConfig,
  ) {
    this.secure = config.environment === 'production' || config.publicUrl.startsWith('https:');
    this.seconds = config.refreshIdleDays * 86_400;
  }

  /**
   * Ends the session that the browser had until now, for nothing leads to it any more.
   * @throws DomainError as {@link LoginService.login}
   */
  async begin(login: LoginDto, cookie: RefreshCookie, caller: Caller): Promise<WebTokensResponse> {
    const tokens = await this.logins.login(login, caller);
    const replaced = cookie.read(this.secure);
    if (replaced !== undefined) await this.sessions.signOutWith(replaced, caller);
    return this.keep(tokens, cookie);
  }

  /** @throws DomainError REFRESH_TOKEN_INVALID (401); then the cookie goes too */
  async goOn(cookie: RefreshCookie, caller: Caller): Promise<WebTokensResponse> {
    try {
      return this.keep(await this.logins.refresh(cookie.read(this.secure) ?? '', caller), cookie);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'REFRESH_TOKEN_INVALID') cookie.forget(this.secure);
      throw error;
    }
  }

  /** Works with the cookie alone, for an access token may have ended; without one there is nothing to end. */
  async end(cookie: RefreshCookie, caller: Caller): Promise<void> {
    const token = cookie.read(this.secure);
    cookie.forget(this.secure);
    if (token !== undefined) await this.sessions.signOutWith(token, caller);
  }

  private keep({ refreshToken, ...rest }: TokensResponse, cookie: RefreshCookie): WebTokensResponse {
    cookie.keep(refreshToken, { seconds: this.seconds, secure: this.secure });
    return rest;
  }
}
