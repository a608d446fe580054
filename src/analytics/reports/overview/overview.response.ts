import { ReportResponse } from '../report.response.js';
import {
  CountKpiResponse,
  DaysKpiResponse,
  MeanMoneyKpiResponse,
  MoneyKpiResponse,
  MoneyRatioKpiResponse,
  RatioKpiResponse,
} from './kpi.response.js';

/** The headline figures by their keys. */
export class OverviewKpisResponse {
  createdCount: CountKpiResponse;
  createdAmount: MoneyKpiResponse;
  wonCount: CountKpiResponse;
  wonAmount: MoneyKpiResponse;
  lostCount: CountKpiResponse;
  lostAmount: MoneyKpiResponse;
  winRate: RatioKpiResponse;
  winRateByValue: MoneyRatioKpiResponse;
  averageWonAmount: MeanMoneyKpiResponse;
  salesCycle: DaysKpiResponse;
  /** Now, whatever the period; so without a previous value. */
  openCount: CountKpiResponse;
  openAmount: MoneyKpiResponse;
  openWeighted: MoneyKpiResponse;
  visitsPlanned: CountKpiResponse;
  visitsCompleted: CountKpiResponse;
  strikeRate: RatioKpiResponse;
  visitOrderAmount: MoneyKpiResponse;
}

export class OverviewResponse extends ReportResponse {
  kpis: OverviewKpisResponse;
}
