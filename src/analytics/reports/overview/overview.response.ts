import { SecondsKpiResponse } from '../clients/seconds-kpi.response.js';
import { ReportResponse } from '../report.response.js';
import {
  AttainmentKpiResponse,
  CloseRateKpiResponse,
  CountKpiResponse,
  CoverageKpiResponse,
  DaysKpiResponse,
  MeanMoneyKpiResponse,
  MedianDaysKpiResponse,
  MoneyKpiResponse,
  MoneyRatioKpiResponse,
  RatioKpiResponse,
  VelocityKpiResponse,
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
  /** Of the deals created in the period; so it grows while they are still open. */
  closeRate: CloseRateKpiResponse;
  salesCycle: DaysKpiResponse;
  salesCycleMedian: MedianDaysKpiResponse;
  /** Now, whatever the period; so without a previous value. */
  openCount: CountKpiResponse;
  @Protected('opportunity.amount')
  openAmount: MoneyKpiResponse;
  @Protected('opportunity.amount')
  openWeighted: MoneyKpiResponse;
  /** Of now and the last twelve months, whatever the period. */
  @Protected('opportunity.amount')
  salesVelocity: VelocityKpiResponse;
  /** Of the period, whose targets are those of its whole months. */
  @Protected('opportunity.amount')
  pipelineCoverage: CoverageKpiResponse;
  /** Of the same months. */
  @Protected('opportunity.amount')
  targetAttainment: AttainmentKpiResponse;
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
