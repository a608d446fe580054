import { RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '../errors/index.js';

/**
 * A limiter's refusal in our words, with the seconds after which to try again.
 * @throws the reason itself when it is none: the store of the counts is away
 */
export function tooMany(reason: unknown, code: string, detail: string): DomainError {
  if (!(reason instanceof RateLimiterRes)) throw reason;
  return new DomainError('too-many', code, detail, {
    retryAfter: Math.max(1, Math.ceil(reason.msBeforeNext / 1000)),
  });
}
