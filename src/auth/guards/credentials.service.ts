import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../platform/access/index.js';
import { PrincipalDirectory } from '../permissions/principal-directory.js';
import { AccessTokens } from '../sessions/access-tokens.service.js';

const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;

/** Turns what a request shows into the {@link Principal} who acts. Credentials in the address are never read. */
@Injectable()
export class Credentials {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly directory: PrincipalDirectory,
  ) {}

  /** @returns null when nothing is shown, or nothing that stands for somebody now */
  async principalOf({ headers }: FastifyRequest): Promise<Principal | null> {
    const token = BEARER.exec(headers.authorization ?? '')?.[1];
    const claims = token === undefined ? null : await this.tokens.read(token);
    return claims && this.directory.find(claims.sid, claims.sub);
  }
}
