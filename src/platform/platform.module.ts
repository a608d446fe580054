import { DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from './config/config.js';
import { ConfigModule } from './config/config.module.js';
import { FieldRulesModule } from './field-rules/index.js';
import { HealthModule } from './health/health.module.js';
import { HousekeepingModule } from './housekeeping/housekeeping.module.js';
import { IdempotencyModule } from './idempotency/idempotency.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { JournalModule } from './journal/journal.module.js';
import { LimitsModule } from './limits/limits.module.js';
import { LoggingModule } from './http/logging.module.js';
import { MailModule } from './mail/mail.module.js';
import { PrismaModule } from './prisma/prisma.module.js';
import { StoppingModule } from './stopping/index.js';
import type { Clock } from './time/clock.js';
import { TimeModule } from './time/time.module.js';

/** What every module stands on. */
@Module({})
export class PlatformModule {
  static with(config: AppConfig, clock: Clock): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        ConfigModule.with(config),
        LoggingModule,
        PrismaModule,
        TimeModule.with(clock),
        StoppingModule,
        JournalModule,
        HealthModule,
        JobsModule,
        HousekeepingModule,
        LimitsModule,
        IdempotencyModule,
        MailModule,
        FieldRulesModule,
      ],
    };
  }
}
