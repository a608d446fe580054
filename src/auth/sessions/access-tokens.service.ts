import { Injectable } from '@nestjs/common';
import { JsonWebTokenError, JwtService } from '@nestjs/jwt';
import { ALGORITHM, AUDIENCE, ISSUER, type AccessTokenClaims } from './access-token.js';
import { SigningKeys } from './signing-keys.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Signs access tokens, and tells ours from all others. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly jwt: JwtService,
    private readonly keys: SigningKeys,
  ) {}

  sign(userId: string, sessionId: string): Promise<string> {
    const claims: AccessTokenClaims = { sub: userId, sid: sessionId, use: 'access' };
    return this.jwt.signAsync(claims);
  }

  /** @returns null for a token that is not ours, not for this purpose, or not valid now */
  async read(token: string): Promise<AccessTokenClaims | null> {
    const secret = this.keys.secretFor(token);
    const claims = secret === undefined ? null : await this.verified(token, secret);
    if (claims?.use !== 'access' || typeof claims.sub !== 'string') return null;
    return typeof claims.sid === 'string' && UUID.test(claims.sid) ? (claims as AccessTokenClaims) : null;
  }

  private async verified(token: string, secret: string): Promise<Partial<AccessTokenClaims> | null> {
    try {
      return await this.jwt.verifyAsync<Partial<AccessTokenClaims>>(token, {
        secret,
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
      });
    } catch (error) {
      // A payload that is no JSON is met before the signature is looked at.
      if (error instanceof JsonWebTokenError || error instanceof SyntaxError) return null;
      throw error;
    }
  }
}
