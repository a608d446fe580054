import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { MetricsService, type WatchedDatabase } from '../../platform/health/metrics.service.js';
import { AnalyticsDatabase } from '../../platform/prisma/analytics-database.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import { WATERMARK } from './watermark.queries.js';

/** How fresh the KPI tables are where they are written and where reports read them, for those who watch the service. */
@Injectable()
export class RefreshFigures {
  private readonly refreshedAt: Gauge<'database'>;

  constructor(metrics: MetricsService, prisma: PrismaService, reports: AnalyticsDatabase) {
    this.refreshedAt = new Gauge({
      name: 'analytics_refreshed_timestamp_seconds',
      help: 'When the KPI tables were last refreshed: as written, and as reports read them, which a replica may delay',
      labelNames: ['database'],
      registers: [metrics.registry],
    });
    metrics.fromTables('written', () => this.read('written', prisma));
    metrics.fromTables('reports', () => this.read('reports', reports.prisma));
  }

  private async read(database: WatchedDatabase, prisma: PrismaService): Promise<void> {
    const mark = await prisma.kpiWatermark.findUnique({ where: { name: WATERMARK } });
    if (mark) this.refreshedAt.set({ database }, mark.refreshedAt.getTime() / 1000);
  }
}
