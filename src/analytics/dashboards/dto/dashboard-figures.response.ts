import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { AgentsResponse } from '../../reports/agents/agents.response.js';
import { ForecastResponse } from '../../reports/forecast/forecast.response.js';
import { FunnelResponse } from '../../reports/funnel/funnel.response.js';
import { LeadsResponse } from '../../reports/leads/leads.response.js';
import { JourneyResponse } from '../../reports/journey/journey.response.js';
import { LostReasonsResponse } from '../../reports/lost-reasons/lost-reasons.response.js';
import { VisitsReportResponse } from '../../reports/visits/visits-report.response.js';
import { OverviewKpisResponse, OverviewResponse } from '../../reports/overview/overview.response.js';
import { type ReportName, REPORTS } from '../../reports/report-catalogue.service.js';
import { SalesTrendResponse } from '../../reports/sales-trend/sales-trend.response.js';

/** The headline figures that a widget asks for, in its order. */
export class ChosenKpisResponse extends PartialType(OverviewKpisResponse) {}

export class ChosenOverviewResponse extends OmitType(OverviewResponse, ['kpis']) {
  kpis: ChosenKpisResponse;
}

/** One widget: its report stands under the name of that report, the other names are not there. */
export class WidgetFiguresResponse {
  @ApiProperty({ enum: REPORTS, enumName: 'ReportName' })
  report: ReportName;

  @ApiProperty({ required: false })
  title?: string;

  @ApiProperty({ type: ChosenOverviewResponse, required: false })
  overview?: ChosenOverviewResponse;

  @ApiProperty({ type: SalesTrendResponse, required: false })
  salesTrend?: SalesTrendResponse;

  @ApiProperty({ type: FunnelResponse, required: false })
  funnel?: FunnelResponse;

  @ApiProperty({ type: ForecastResponse, required: false })
  forecast?: ForecastResponse;

  @ApiProperty({ type: AgentsResponse, required: false })
  agents?: AgentsResponse;

  @ApiProperty({ type: VisitsReportResponse, required: false })
  visits?: VisitsReportResponse;

  @ApiProperty({ type: LostReasonsResponse, required: false })
  lostReasons?: LostReasonsResponse;

  @ApiProperty({ type: JourneyResponse, required: false })
  journey?: JourneyResponse;

  @ApiProperty({ type: LeadsResponse, required: false })
  leads?: LeadsResponse;
}

export class DashboardFiguresResponse {
  @ApiProperty({ format: 'uuid' })
  dashboardId: string;

  name: string;

  /** In the order of the dashboard, all of one moment and of the reader's own scope. */
  widgets: WidgetFiguresResponse[];
}
