import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/access/index.js';
import type { Interval } from './arithmetic/period.js';
import type { AgentsResponse } from './agents/agents.response.js';
import { AgentsService } from './agents/agents.service.js';
import type { ForecastResponse } from './forecast/forecast.response.js';
import { ForecastService } from './forecast/forecast.service.js';
import type { FunnelResponse } from './funnel/funnel.response.js';
import { FunnelService } from './funnel/funnel.service.js';
import type { LeadsResponse } from './leads/leads.response.js';
import { LeadsService } from './leads/leads.service.js';
import type { JourneyResponse } from './journey/journey.response.js';
import { JourneyService } from './journey/journey.service.js';
import type { LostReasonsResponse } from './lost-reasons/lost-reasons.response.js';
import { LostReasonsService } from './lost-reasons/lost-reasons.service.js';
import type { VisitsReportResponse } from './visits/visits-report.response.js';
import { VisitsReportService } from './visits/visits-report.service.js';
import type { OverviewResponse } from './overview/overview.response.js';
import { OverviewService } from './overview/overview.service.js';
import type { ReportQuery } from './report.query.js';
import type { SalesTrendResponse } from './sales-trend/sales-trend.response.js';
import { SalesTrendService } from './sales-trend/sales-trend.service.js';

/** What each report answers; named as its path below `/analytics`. */
export interface ReportAnswers {
  overview: OverviewResponse;
  'sales-trend': SalesTrendResponse;
  funnel: FunnelResponse;
  forecast: ForecastResponse;
  agents: AgentsResponse;
  visits: VisitsReportResponse;
  'lost-reasons': LostReasonsResponse;
  journey: JourneyResponse;
  leads: LeadsResponse;
}

export type ReportName = keyof ReportAnswers;

/** Each report with the property under which something that holds several of them has it. */
export const REPORT_PROPERTIES = {
  overview: 'overview',
  'sales-trend': 'salesTrend',
  funnel: 'funnel',
  forecast: 'forecast',
  agents: 'agents',
  visits: 'visits',
  'lost-reasons': 'lostReasons',
  journey: 'journey',
  leads: 'leads',
} as const satisfies Readonly<Record<ReportName, string>>;

export const REPORTS = Object.keys(REPORT_PROPERTIES) as ReportName[];

/** What any report may be asked. */
export type AnyReportQuery = ReportQuery & { interval: Interval };

type Readers = {
  readonly [Name in ReportName]: (actor: Principal, query: AnyReportQuery) => Promise<ReportAnswers[Name]>;
};

/** Every report by its name. */
@Injectable()
export class ReportCatalogue {
  private readonly readers: Readers;

  constructor(
    overview: OverviewService,
    salesTrend: SalesTrendService,
    funnel: FunnelService,
    forecast: ForecastService,
    agents: AgentsService,
    visits: VisitsReportService,
    lostReasons: LostReasonsService,
    journey: JourneyService,
    leads: LeadsService,
  ) {
    this.readers = {
      overview: (actor, query) => overview.overview(actor, query),
      'sales-trend': (actor, query) => salesTrend.salesTrend(actor, query),
      funnel: (actor, query) => funnel.funnel(actor, query),
      forecast: (actor, query) => forecast.forecast(actor, query),
      agents: (actor, query) => agents.agents(actor, query),
      visits: (actor, query) => visits.visits(actor, query),
      'lost-reasons': (actor, query) => lostReasons.lostReasons(actor, query),
      journey: (actor, query) => journey.journey(actor, query),
      leads: (actor, query) => leads.leads(actor, query),
    };
  }

  /** @throws DomainError when the query's period is none */
  read<Name extends ReportName>(
    name: Name,
    actor: Principal,
    query: AnyReportQuery,
  ): Promise<ReportAnswers[Name]> {
    return this.readers[name](actor, query);
  }
}
