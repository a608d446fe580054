import { CanActivate, ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Principal } from '../../platform/access/index.js';
import { AppConfig } from '../../platform/config/config.js';
import { DomainError } from '../../platform/errors/index.js';

/** The general limit of this replica: requests a minute by user, or by address before login. Runs after authentication. */
@Injectable()
export class RequestLimitGuard implements CanActivate {
  private readonly limiter: RateLimiterMemory;

  constructor(config: AppConfig) {
    this.limiter = new RateLimiterMemory({ points: config.requestsPerMinute, duration: 60 });
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { user, ip } = context.switchToHttp().getRequest<FastifyRequest & { user?: Principal }>();
    try {
      await this.limiter.consume(user ? `user:${user.userId}` : `address:${ip}`);
      return true;
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new DomainError(
        'too-many',
        'TOO_MANY_REQUESTS',
        'Too many requests in a minute: wait and try again.',
        {
          retryAfter: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)),
        },
      );
    }
  }
}
