import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { Principal } from '../../platform/access/index.js';
import { AppConfig } from '../../platform/config/config.js';
import { PrincipalDirectory } from '../permissions/principal-directory.js';
import { ALGORITHM, AUDIENCE, ISSUER, type AccessTokenClaims } from '../sessions/access-token.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Turns a bearer token into the {@link Principal} who acts. Tokens in a query string are never read. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(
    config: AppConfig,
    private readonly directory: PrincipalDirectory,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: config.jwtSecret,
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: AUDIENCE,
      passReqToCallback: true,
    });
  }

  async validate(request: FastifyRequest, claims: Partial<AccessTokenClaims>): Promise<Principal | null> {
    const { sub, sid, use } = claims;
    if (use !== 'access' || typeof sub !== 'string' || typeof sid !== 'string' || !UUID.test(sid))
      return null;
    const principal = await this.directory.find(sid, sub);
    if (!principal) return null;
    const { userId, fullName, role, teamId, sessionId, permissions } = principal;
    return new Principal(userId, fullName, role, teamId, sessionId, permissions, String(request.id));
  }
}
