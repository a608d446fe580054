import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../platform/access/index.js';
import { apiKeyIn } from '../api-keys/api-key.js';
import { ApiKeyDirectory } from '../api-keys/api-key-directory.js';
import { PrincipalDirectory } from '../permissions/principal-directory.js';
import { JwtStrategy } from './jwt.strategy.js';
import { RequestLimits } from './request-limits.service.js';

/** Turns what a request shows into the {@link Principal} who acts. Credentials in the address are never read. */
@Injectable()
export class Credentials {
  constructor(
    private readonly accessTokens: JwtStrategy,
    private readonly directory: PrincipalDirectory,
    private readonly apiKeys: ApiKeyDirectory,
    private readonly limits: RequestLimits,
  ) {}

  /**
   * A key costs a query before it is known, so none is looked up for an address that has used its limit up. A token that
   * we have not signed costs none, and one that we have is always heard: nobody keeps out the people of a whole office.
   * @returns null when nothing is shown, or nothing that stands for somebody now
   * @throws DomainError TOO_MANY_REQUESTS (429)
   */
  async principalOf(request: FastifyRequest): Promise<Principal | null> {
    const key = apiKeyIn(request.headers.authorization);
    if (key !== undefined) {
      await this.limits.assertLeft(request.ip);
      return this.apiKeys.find(key);
    }
    const claims = await this.accessTokens.claimsOf(request);
    return claims && this.directory.find(claims.sid, claims.sub);
  }
}
