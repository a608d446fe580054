import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../platform/access/index.js';
import { RequestLimits } from './request-limits.service.js';

/** Holds the general limit. Runs after authentication, which counts those whom it refuses. */
@Injectable()
export class RequestLimitGuard implements CanActivate {
  constructor(private readonly limits: RequestLimits) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { user, ip } = context.switchToHttp().getRequest<FastifyRequest & { user?: Principal }>();
    await (user ? this.limits.countUser(user.userId) : this.limits.countAddress(ip));
    return true;
  }
}
