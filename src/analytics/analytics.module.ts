import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { HealthModule } from '../platform/health/health.module.js';
import { DefinitionsController } from './definitions/definitions.controller.js';
import { KpiRefresh } from './refresh/kpi-refresh.service.js';
import { KpiSchedule } from './refresh/kpi-schedule.js';
import { RefreshFigures } from './refresh/refresh-figures.service.js';
import { RefreshController } from './refresh/refresh.controller.js';
import { RefreshService } from './refresh/refresh.service.js';
import { StatusService } from './refresh/status.service.js';
import { AgentsService } from './reports/agents/agents.service.js';
import { ForecastService } from './reports/forecast/forecast.service.js';
import { FunnelService } from './reports/funnel/funnel.service.js';
import { JourneyController } from './reports/journey/journey.controller.js';
import { JourneyService } from './reports/journey/journey.service.js';
import { LeadsController } from './reports/leads/leads.controller.js';
import { LeadsService } from './reports/leads/leads.service.js';
import { LostReasonsService } from './reports/lost-reasons/lost-reasons.service.js';
import { OverviewService } from './reports/overview/overview.service.js';
import { ReportReader } from './reports/report-reader.service.js';
import { ReportsController } from './reports/reports.controller.js';
import { SalesTrendService } from './reports/sales-trend/sales-trend.service.js';
import { VisitsReportController } from './reports/visits/visits-report.controller.js';
import { VisitsReportService } from './reports/visits/visits-report.service.js';

/** KPIs: facts and sums filled by a job, and the reports that read them. */
@Module({
  imports: [AuthModule, HealthModule],
  controllers: [
    ReportsController,
    LeadsController,
    JourneyController,
    RefreshController,
    DefinitionsController,
    VisitsReportController,
  ],
  providers: [
    KpiRefresh,
    KpiSchedule,
    RefreshFigures,
    RefreshService,
    StatusService,
    ReportReader,
    OverviewService,
    SalesTrendService,
    FunnelService,
    ForecastService,
    AgentsService,
    LeadsService,
    JourneyService,
    LostReasonsService,
    VisitsReportService,
  ],
  // What dashboards, letters and files are made of.
  exports: [
    ReportReader,
    OverviewService,
    SalesTrendService,
    FunnelService,
    ForecastService,
    AgentsService,
    LeadsService,
    JourneyService,
    LostReasonsService,
    VisitsReportService,
  ],
})
export class AnalyticsModule {}
