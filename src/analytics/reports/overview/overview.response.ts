import { SecondsKpiResponse } from '../clients/seconds-kpi.js';
import { ReportResponse } from '../report.response.js';
import {
  CountKpiResponse,
  DaysKpiResponse,
  MeanMoneyKpiResponse,
  MoneyKpiResponse,
  MoneyRatioKpiResponse,
  RatioKpiResponse,
} from './kpi.response.js';
import { Protected } from '../../../platform/field-rules/index.js';

/** The headline figures by their keys. */
export class OverviewKpisResponse {
  createdCount: CountKpiResponse;
  @Protected('opportunity.amount')
  createdAmount: MoneyKpiResponse;
  wonCount: CountKpiResponse;
  @Protected('opportunity.amount')
  wonAmount: MoneyKpiResponse;
  lostCount: CountKpiResponse;
  @Protected('opportunity.amount')
  lostAmount: MoneyKpiResponse;
  winRate: RatioKpiResponse;
  @Protected('opportunity.amount')
  winRateByValue: MoneyRatioKpiResponse;
  @Protected('opportunity.amount')
  averageWonAmount: MeanMoneyKpiResponse;
  salesCycle: DaysKpiResponse;
  /** Now, whatever the period; so without a previous value. */
  openCount: CountKpiResponse;
  @Protected('opportunity.amount')
  openAmount: MoneyKpiResponse;
  @Protected('opportunity.amount')
  openWeighted: MoneyKpiResponse;
  visitsPlanned: CountKpiResponse;
  visitsCompleted: CountKpiResponse;
  strikeRate: RatioKpiResponse;
  @Protected('visit.orderAmount')
  visitOrderAmount: MoneyKpiResponse;
  newLeads: CountKpiResponse;
  leadConversion: RatioKpiResponse;
  leadResponseMedian: SecondsKpiResponse;
  newCustomers: CountKpiResponse;
}

export class OverviewResponse extends ReportResponse {
  kpis: OverviewKpisResponse;
}
