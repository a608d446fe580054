import { DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AnalyticsModule, DashboardsModule } from './analytics/index.js';
import { AuthModule } from './auth/index.js';
import { CrmCoreModule } from './crm-core/index.js';
import { LoyaltyModule } from './loyalty/index.js';
import type { AppConfig } from './platform/config/config.js';
import { PlatformModule } from './platform/platform.module.js';
import type { Clock } from './platform/time/clock.js';
import { PrivacyModule } from './privacy/index.js';
import { SyncModule } from './sync/index.js';
import { VisitsModule } from './visits/index.js';
import { WebhooksModule } from './webhooks/index.js';

@Module({})
export class AppModule {
  static with(config: AppConfig, clock: Clock): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(config, clock),
        ScheduleModule.forRoot(),
        AuthModule,
        CrmCoreModule,
        VisitsModule,
        AnalyticsModule,
        DashboardsModule,
        LoyaltyModule,
        PrivacyModule,
        WebhooksModule,
        SyncModule,
      ],
    };
  }
}
