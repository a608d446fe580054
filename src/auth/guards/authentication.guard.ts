import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { type Principal, PUBLIC } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { Credentials } from './credentials.service.js';
import { RequestLimits } from './request-limits.service.js';

/** Closed by default: a route without `@Public()` needs a credential that stands for somebody. What stands for nobody is counted. */
@Injectable()
export class AuthenticationGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly credentials: Credentials,
    private readonly limits: RequestLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const isPublic = this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (isPublic) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest & { user?: Principal }>();
    const principal = await this.credentials.principalOf(request);
    if (!principal) {
      await this.limits.countAddress(request.ip);
      throw new DomainError(
        'unauthenticated',
        'UNAUTHENTICATED',
        'Sign in first: this needs a valid access token.',
      );
    }
    request.user = principal.forRequest(String(request.id));
    return true;
  }
}
