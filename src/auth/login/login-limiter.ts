import { createHash } from 'node:crypto';
import { Injectable, OnModuleInit } from '@nestjs/common';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { networkOf, tooMany } from '../../platform/limits/index.js';
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
      storeType: 'pool',
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

  /**
   * Counts a try before it is made, so that parallel guesses can't slip past the count; one that succeeds is forgiven.
   * @throws DomainError (429) when there were too many; call before hashing, which is dear
   */
  async count(email: string, address: string): Promise<void> {
    try {
      await this.byAddress.consume(networkOf(address));
      await this.countAccount(email, address);
    } catch (refusal) {
      throw tooMany(refusal, 'TOO_MANY_LOGINS', 'Too many failed logins: wait before you try again.');
    }
  }

  /** A try that is refused for the account compares no password, and so is none against the others at the address. */
  private async countAccount(email: string, address: string): Promise<void> {
    try {
      await this.byAccount.consume(keyOf(email, address));
    } catch (refusal) {
      await this.byAddress.reward(networkOf(address));
      throw refusal;
    }
  }

  /** The try was a success: the account starts anew, the address gets its point back. */
  async forgive(email: string, address: string): Promise<void> {
    await this.startAnew(email, address);
    await this.byAddress.reward(networkOf(address));
  }

  /** The account has a new password: what was guessed before, by somebody who had forgotten it, no longer counts. */
  async startAnew(email: string, address: string): Promise<void> {
    await this.byAccount.delete(keyOf(email, address));
  }
}

/** Of a fixed length, and no address in the clear. */
function keyOf(email: string, address: string): string {
  return createHash('sha256')
    .update(`${email}|${networkOf(address)}`)
    .digest('hex');
}
