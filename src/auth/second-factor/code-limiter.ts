import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { tooMany } from '../../platform/limits/index.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';

const QUARTER_OF_AN_HOUR = 900;
const WRONG_CODES = 5;

/**
 * Wrong codes of one account, counted in PostgreSQL so that replicas share them: five in a quarter of an hour, from
 * whatever addresses. Only who knows the password comes so far, so that a stranger can't lock anybody out.
 */
@Injectable()
export class CodeLimiter implements OnModuleInit {
  private byAccount: RateLimiterPostgres;

  constructor(private readonly prisma: PrismaService) {}

  onModuleInit(): void {
    this.byAccount = new RateLimiterPostgres({
      storeClient: this.prisma.pool,
      storeType: 'pool',
      tableName: 'login_failures',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: 'second-factor',
      points: WRONG_CODES,
      duration: QUARTER_OF_AN_HOUR,
    });
  }

  /** Counts a try before it is made, so that parallel guesses can't slip past. @throws DomainError TOO_MANY_CODES (429) */
  async count(userId: string): Promise<void> {
    try {
      await this.byAccount.consume(userId);
    } catch (refusal) {
      throw tooMany(refusal, 'TOO_MANY_CODES', 'Too many wrong codes: wait before you try again.');
    }
  }

  /** A right code: the count starts anew. */
  async forgive(userId: string): Promise<void> {
    await this.byAccount.delete(userId);
  }
}
