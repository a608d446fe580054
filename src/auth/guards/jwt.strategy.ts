import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ExtractJwt, Strategy } from 'passport-jwt';
import {
  ALGORITHM,
  AUDIENCE,
  ISSUER,
  type AccessTokenClaims,
  type SignedClaims,
} from '../sessions/access-token.js';
import { SigningKeys } from '../sessions/signing-keys.js';
import { KnownTokens } from './known-tokens.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Tells our access tokens from all others. Tokens in an address are never read.
 *
 * It is asked directly and stands in no registry of the process: several applications, each with keys of its own,
 * can live in one.
 */
@Injectable()
export class JwtStrategy extends Strategy {
  private readonly known = new KnownTokens();

  constructor(keys: SigningKeys) {
    super(
      {
        jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
        secretOrKeyProvider: (_, token: string, done) => {
          const secret = keys.secretFor(token);
          // jsonwebtoken takes a key object; the strategy hands it on, and its types know nothing of that.
          done(
            secret === undefined ? 'a key that is not ours' : null,
            secret as unknown as Buffer | undefined,
          );
        },
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        audience: AUDIENCE,
      },
      (claims: Partial<SignedClaims>, done) => {
        done(null, isForAccess(claims) ? claims : false);
      },
    );
  }

  /** @returns null for a token that is not ours, not for this purpose, or not valid now */
  async claimsOf(request: FastifyRequest): Promise<AccessTokenClaims | null> {
    const { authorization } = request.headers;
    if (authorization === undefined) return null;
    const known = this.known.find(authorization, Date.now());
    if (known) return known;
    const claims = await this.verified(request);
    if (claims) this.known.keep(authorization, claims);
    return claims;
  }

  private verified(request: FastifyRequest): Promise<SignedClaims | null> {
    return new Promise((resolve, reject) => {
      const attempt = Object.assign(Object.create(this) as this, {
        success: resolve,
        fail: () => resolve(null),
        error: reject,
      });
      attempt.authenticate(request as never);
    });
  }
}

function isForAccess({ sub, sid, use }: Partial<AccessTokenClaims>): boolean {
  return use === 'access' && typeof sub === 'string' && typeof sid === 'string' && UUID.test(sid);
}
