import { createHash } from 'node:crypto';
import { Injectable, OnModuleInit } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '../../platform/errors/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';

const QUARTER_OF_AN_HOUR = 900;
const FAILURES_PER_ACCOUNT_AND_ADDRESS = 10;
const FAILURES_PER_ADDRESS = 50;

/**
 * Failed logins, counted in PostgreSQL so that replicas share them: 10 for an account from one address, 50 from an address.
 * The account is counted together with the address, so nobody can lock a victim out from elsewhere.
 */
@Injectable()
export class LoginLimiter implements OnModuleInit {
  private byAccount: RateLimiterPostgres;
  private byAddress: RateLimiterPostgres;

  constructor(private readonly prisma: PrismaService) {}

  onModuleInit(): void {
    const common = {
      storeClient: this.prisma.pool,
      tableName: 'login_failures',
      tableCreated: true,
      duration: QUARTER_OF_AN_HOUR,
      clearExpiredByTimeout: false,
    };
    this.byAccount = new RateLimiterPostgres({
      ...common,
      keyPrefix: 'account',
      points: FAILURES_PER_ACCOUNT_AND_ADDRESS,
    });
    this.byAddress = new RateLimiterPostgres({
      ...common,
      keyPrefix: 'address',
      points: FAILURES_PER_ADDRESS,
    });
  }

  /** @throws DomainError (429) when there were too many failures; call before hashing, which is dear */
  async assertAllowed(email: string, address: string): Promise<void> {
    const [account, ip] = await Promise.all([
      this.byAccount.get(keyOf(email, address)),
      this.byAddress.get(address),
    ]);
    const spent = [over(account, FAILURES_PER_ACCOUNT_AND_ADDRESS), over(ip, FAILURES_PER_ADDRESS)];
    const waitMs = Math.max(...spent);
    if (waitMs > 0) {
      throw new DomainError(
        'too-many',
        'TOO_MANY_LOGINS',
        'Too many failed logins: wait before you try again.',
        {
          retryAfter: Math.ceil(waitMs / 1000),
        },
      );
    }
  }

  async countFailure(email: string, address: string): Promise<void> {
    await Promise.all([this.byAccount.penalty(keyOf(email, address)), this.byAddress.penalty(address)]);
  }

  async forgive(email: string, address: string): Promise<void> {
    await this.byAccount.delete(keyOf(email, address));
  }
}

/** Of a fixed length, and no address in the clear. */
function keyOf(email: string, address: string): string {
  return createHash('sha256').update(`${email}|${address}`).digest('hex');
}

/** Milliseconds to wait, 0 when none. */
function over(state: RateLimiterRes | null, points: number): number {
  return state && state.consumedPoints >= points ? Math.max(state.msBeforeNext, 1) : 0;
}
