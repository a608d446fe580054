import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { AppConfig } from '../config/config.js';
import { DomainError } from '../errors/index.js';
import { PrismaService } from '../prisma/prisma.service.js';
import { AT_ONCE_ONLY, type CostlyKind } from './costly-kinds.js';
import { LEASE_SECONDS, leavePlace, renewPlaces, takePlace } from './costly-runs.queries.js';
import { tooMany } from './too-many.js';

const RENEW_MS = (LEASE_SECONDS * 1000) / 3;
/** Most costly requests are done by then. */
const RETRY_SECONDS = 2;

/** Counted in PostgreSQL, so that replicas share it: how often, and how many at once, a user runs what is dear. */
@Injectable()
export class CostlyLimits implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(CostlyLimits.name);
  private readonly held = new Set<string>();
  private often: RateLimiterPostgres;
  private renewal: NodeJS.Timeout;

  constructor(
    private readonly prisma: PrismaService,
    private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    this.often = new RateLimiterPostgres({
      storeClient: this.prisma.pool,
      storeType: 'pool',
      tableName: 'costly_counts',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: 'costly',
      points: this.config.costlyPerMinute,
      duration: 60,
    });
    this.renewal = setInterval(() => void this.renew(), RENEW_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.renewal);
  }

  /**
   * Counts a try and takes a place among those that run.
   * @returns leaves the place
   * @throws DomainError COSTLY_TOO_OFTEN, COSTLY_AT_ONCE (429)
   */
  async begin(userId: string, kind: CostlyKind): Promise<() => Promise<void>> {
    if (!AT_ONCE_ONLY.has(kind)) await this.count(userId, kind);
    const token = randomUUID();
    for (let slot = 1; slot <= this.config.costlyAtOnce; slot += 1) {
      if (!(await takePlace(this.prisma, { userId, kind, slot, token }))) continue;
      this.held.add(token);
      return () => this.end(token);
    }
    throw new DomainError(
      'too-many',
      'COSTLY_AT_ONCE',
      `You already run ${this.config.costlyAtOnce} of these: wait for one to end.`,
      { retryAfter: RETRY_SECONDS },
    );
  }

  private async count(userId: string, kind: CostlyKind): Promise<void> {
    try {
      await this.often.consume(`${kind}:${userId}`);
    } catch (refusal) {
      const detail = `No more than ${this.config.costlyPerMinute} of these a minute: wait and try again.`;
      throw tooMany(refusal, 'COSTLY_TOO_OFTEN', detail);
    }
  }

  private async end(token: string): Promise<void> {
    if (!this.held.delete(token)) return;
    try {
      await leavePlace(this.prisma, token);
    } catch (error) {
      // The answer is on its way; the place comes back when its lease ends.
      this.logger.warn({ err: error }, 'a place of a costly request could not be left');
    }
  }

  /** Keeps what this process holds; done every ten seconds. */
  async renew(): Promise<void> {
    if (this.held.size === 0) return;
    try {
      await renewPlaces(this.prisma, [...this.held]);
    } catch (error) {
      this.logger.warn({ err: error }, 'the places of costly requests could not be renewed');
    }
  }
}
