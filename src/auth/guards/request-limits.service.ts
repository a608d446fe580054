import { Injectable } from '@nestjs/common';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { AppConfig } from '../../platform/config/config.js';
import type { DomainError } from '../../platform/errors/index.js';
import { networkOf, tooMany } from '../../platform/limits/index.js';

/** The general limit of this replica: requests a minute by user, or by address where nobody is signed in. */
@Injectable()
export class RequestLimits {
  private readonly limiter: RateLimiterMemory;

  constructor({ requestsPerMinute }: AppConfig) {
    this.limiter = new RateLimiterMemory({ points: requestsPerMinute, duration: 60 });
  }

  /** @throws DomainError TOO_MANY_REQUESTS (429) */
  countUser(userId: string): Promise<void> {
    return this.count(`user:${userId}`);
  }

  /** @throws DomainError TOO_MANY_REQUESTS (429) */
  countAddress(address: string): Promise<void> {
    return this.count(keyOf(address));
  }

  /** Counts nothing. @throws DomainError TOO_MANY_REQUESTS (429) when the address has used its limit up */
  async assertLeft(address: string): Promise<void> {
    const counted = await this.limiter.get(keyOf(address));
    if (counted && counted.remainingPoints <= 0) throw tooManyRequests(counted);
  }

  private async count(key: string): Promise<void> {
    try {
      await this.limiter.consume(key);
    } catch (refusal) {
      throw tooManyRequests(refusal);
    }
  }
}

function keyOf(address: string): string {
  return `address:${networkOf(address)}`;
}

function tooManyRequests(refusal: unknown): DomainError {
  return tooMany(refusal, 'TOO_MANY_REQUESTS', 'Too many requests in a minute: wait and try again.');
}
