import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '../config/config.js';
import { PrismaService } from './prisma.service.js';

/**
 * Where reports are read: a streaming replica when DATABASE_REPLICA_URL names one, else the one database.
 * While the replica is away reports answer 503 and all else goes on: they don't fall on the database that is written to,
 * which would get their load just when something is wrong.
 */
@Injectable()
export class AnalyticsDatabase implements OnApplicationShutdown {
  readonly prisma: PrismaService;

  constructor(
    private readonly written: PrismaService,
    config: AppConfig,
  ) {
    const { databaseReplicaUrl: url } = config;
    this.prisma = url ? new PrismaService({ ...config, databaseUrl: url, databaseDirectUrl: url }) : written;
  }

  get isReplica(): boolean {
    return this.prisma !== this.written;
  }

  async onApplicationShutdown(signal?: string): Promise<void> {
    if (this.isReplica) await this.prisma.onApplicationShutdown(signal);
  }
}
