import { ExecutionContext, Injectable } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerLimitDetail } from '@nestjs/throttler';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';

/** The general limit, per user, or per address before login. Runs after authentication. */
@Injectable()
export class RequestLimitGuard extends ThrottlerGuard {
  protected override getTracker(request: Record<string, unknown>): Promise<string> {
    const user = request['user'] as Principal | undefined;
    return Promise.resolve(user ? `user:${user.userId}` : `address:${String(request['ip'])}`);
  }

  /** One bucket over all routes. */
  protected override generateKey(_context: ExecutionContext, tracker: string): string {
    return tracker;
  }

  protected override throwThrottlingException(_context: ExecutionContext, detail: ThrottlerLimitDetail): Promise<void> {
    return Promise.reject(
      new DomainError('too-many', 'TOO_MANY_REQUESTS', 'Too many requests in a minute: wait and try again.', {
        retryAfter: Math.max(1, detail.timeToBlockExpire),
      }),
    );
  }
}
