import { createHash } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf, tooMany } from '../../platform/limits/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';

const QUARTER_OF_AN_HOUR = 900;
const HOUR = 3600;
const REQUESTS_PER_ADDRESS = 30;
const LETTERS_PER_MAILBOX = 3;
const WRONG_LINKS_PER_ADDRESS = 30;
const REGISTRATIONS_PER_ADDRESS = 30;

/**
 * Counted in PostgreSQL, so that replicas share it: 30 requests for a reset, 30 dead links and 30 registrations from
 * one address in a quarter of an hour, 3 letters an hour to one mailbox, known or not.
 */
@Injectable()
export class LinkLimiter implements OnModuleInit {
  private requests: RateLimiterPostgres;
  private letters: RateLimiterPostgres;
  private uses: RateLimiterPostgres;
  private registrations: RateLimiterPostgres;

  constructor(private readonly prisma: PrismaService) {}

  onModuleInit(): void {
    const of = (keyPrefix: string, points: number, duration: number): RateLimiterPostgres =>
      new RateLimiterPostgres({
        storeClient: this.prisma.pool,
        storeType: 'pool',
        tableName: 'login_failures',
        tableCreated: true,
        clearExpiredByTimeout: false,
        ...{ keyPrefix, points, duration },
      });
    this.requests = of('reset-address', REQUESTS_PER_ADDRESS, QUARTER_OF_AN_HOUR);
    this.letters = of('reset-mailbox', LETTERS_PER_MAILBOX, HOUR);
    this.registrations = of('register-address', REGISTRATIONS_PER_ADDRESS, QUARTER_OF_AN_HOUR);
    this.uses = of('link-address', WRONG_LINKS_PER_ADDRESS, QUARTER_OF_AN_HOUR);
  }

  /**
   * Counts a request for a letter.
   * @returns false when the mailbox has had enough: the caller must not learn it, nor whether it exists
   * @throws DomainError TOO_MANY_LINKS (429) when the address asks too often
   */
  async countRequest(email: string, address: string): Promise<boolean> {
    await consume(this.requests, address);
    try {
      await this.letters.consume(createHash('sha256').update(email).digest('hex'));
      return true;
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return false;
    }
  }

  /**
   * Counts a registration before its password is hashed: nobody fills the table of users, nor the journal.
   * @throws DomainError TOO_MANY_REGISTRATIONS (429)
   */
  async countRegistration(address: string): Promise<void> {
    await consume(this.registrations, address, 'TOO_MANY_REGISTRATIONS');
  }

  /** Counts the use of a link before it is looked up. @throws DomainError TOO_MANY_LINKS (429) */
  async countUse(address: string): Promise<void> {
    await consume(this.uses, address);
  }

  /** The link was good: a whole office may accept its invitations from one address. */
  async forgiveUse(address: string): Promise<void> {
    await this.uses.reward(networkOf(address));
  }
}

async function consume(
  limiter: RateLimiterPostgres,
  address: string,
  code = 'TOO_MANY_LINKS',
): Promise<void> {
  try {
    await limiter.consume(networkOf(address));
  } catch (refusal) {
    throw tooMany(refusal, code, 'Too many tries: wait before you try again.');
  }
}
