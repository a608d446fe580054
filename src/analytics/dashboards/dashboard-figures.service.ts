import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import type { OverviewResponse } from '../reports/overview/overview.response.js';
import {
  type AnyReportQuery,
  REPORT_PROPERTIES,
  ReportCatalogue,
  type ReportName,
} from '../reports/report-catalogue.service.js';
import { ReportReader } from '../reports/report-reader.service.js';
import type { ReportQuery } from '../reports/report.query.js';
import { asked, assertFewPoints } from './dashboard-queries.js';
import { DashboardsService } from './dashboards.service.js';
import type { DashboardFiguresResponse, WidgetFiguresResponse } from './dto/dashboard-figures.response.js';
import type { WidgetDto } from './dto/widget.dto.js';

/** All figures of a dashboard, of one moment, within the scope of who opens it. */
@Injectable()
export class DashboardFiguresService {
  constructor(
    private readonly dashboards: DashboardsService,
    private readonly reports: ReportCatalogue,
    private readonly reader: ReportReader,
  ) {}

  /**
   * @param query goes before what the dashboard says
   * @throws DomainError NOT_FOUND, FORBIDDEN (403), VALIDATION_FAILED (400) when a period is none
   */
  async figures(actor: Principal, id: string, query: ReportQuery): Promise<DashboardFiguresResponse> {
    const dashboard = await this.dashboards.get(actor, id);
    const today = this.reader.today();
    assertFewPoints(dashboard, query, today, '/interval');
    const widgets = await this.reader.together(async () => {
      const made: WidgetFiguresResponse[] = [];
      for (const widget of dashboard.widgets)
        made.push(await this.widget(actor, widget, asked(dashboard, widget, query, today)));
      return made;
    });
    return { dashboardId: dashboard.id, name: dashboard.name, widgets };
  }

  private async widget(
    actor: Principal,
    { report, title, kpis }: WidgetDto,
    query: AnyReportQuery,
  ): Promise<WidgetFiguresResponse> {
    const answer = await this.reports.read<ReportName>(report, actor, query);
    const shown = report === 'overview' && kpis ? chosen(answer as OverviewResponse, kpis) : answer;
    return { report, ...(title !== undefined && { title }), [REPORT_PROPERTIES[report]]: shown };
  }
}

/** In the order in which they are asked for. */
function chosen({ kpis, ...header }: OverviewResponse, keys: readonly string[]): object {
  const all = new Map<string, unknown>(Object.entries(kpis));
  return {
    ...header,
    kpis: Object.fromEntries(keys.flatMap((key) => (all.has(key) ? [[key, all.get(key)]] : []))),
  };
}
