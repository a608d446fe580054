import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { AnalyticsModule } from './analytics.module.js';
import { DashboardFiguresService } from './dashboards/dashboard-figures.service.js';
import { DashboardsController } from './dashboards/dashboards.controller.js';
import { DashboardsService } from './dashboards/dashboards.service.js';
import { ReportFilesController } from './files/report-files.controller.js';
import { ReportFiles } from './files/report-files.service.js';
import { ReportCatalogue } from './reports/report-catalogue.service.js';
import { SummaryFigures } from './summary/summary-figures.service.js';
import { SummaryLetters } from './summary/summary-letters.service.js';
import { SummaryController } from './summary/summary.controller.js';
import { SummaryService } from './summary/summary.service.js';
import { UnsubscribeTokens } from './summary/unsubscribe-tokens.service.js';
import { WeeklySummary } from './summary/weekly-summary.service.js';

/** What is made of the reports: dashboards, a weekly letter, files. */
@Module({
  imports: [AuthModule, AnalyticsModule],
  controllers: [DashboardsController, ReportFilesController, SummaryController],
  providers: [
    ReportCatalogue,
    ReportFiles,
    DashboardsService,
    DashboardFiguresService,
    SummaryService,
    SummaryFigures,
    SummaryLetters,
    UnsubscribeTokens,
    WeeklySummary,
  ],
})
export class DashboardsModule {}
