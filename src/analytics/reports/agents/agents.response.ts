import { ApiProperty } from '@nestjs/swagger';
import {
  CloseRateKpiResponse,
  DaysKpiResponse,
  MeanMoneyKpiResponse,
  RatioKpiResponse,
} from '../overview/kpi.response.js';
import { CountAndAmountResponse, OpenDealsResponse, ReportResponse } from '../report.response.js';
import { MeanKpiResponse } from '../visits/visit-kpi.response.js';
import { Protected } from '../../../platform/field-rules/index.js';

/** What one agent did in the period; the formulas stand under their keys in `GET /analytics/definitions`. */
export class AgentFiguresResponse {
  /** The user's id, as in `ownerId`. */
  @ApiProperty({ format: 'uuid' })
  agentId: string;

  fullName: string;

  /** The present team. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  teamId: string | null;

  @ApiProperty({ type: String, nullable: true })
  teamName: string | null;

  /** Deals that were the agent’s when they were created in the period. */
  created: CountAndAmountResponse;
  /** Deals that were the agent’s when they were won in the period. */
  won: CountAndAmountResponse;
  /** Deals that were the agent’s when they were lost in the period. */
  lost: CountAndAmountResponse;
  /** Open now. */
  open: OpenDealsResponse;
  /** Of the deals created in the period. */
  closeRate: CloseRateKpiResponse;
  /** Percent: won ÷ (won + lost). */
  winRate: RatioKpiResponse;
  /** EUR for each deal won. */
  @Protected('opportunity.amount')
  averageWonAmount: MeanMoneyKpiResponse;
  /** Days from creation to closing, the mean of the deals won. */
  salesCycle: DaysKpiResponse;

  /** Visits whose day lies in the period, whatever became of them. */
  @ApiProperty({ type: 'integer' })
  visitsPlanned: number;

  /** Of those, how many were completed. */
  @ApiProperty({ type: 'integer' })
  visitsCompleted: number;

  /** Percent: planned visits that were made on their day ÷ those due on the days that are over. */
  planAdherence: RatioKpiResponse;
  /** Percent: completed visits with an order ÷ completed ones. */
  strikeRate: RatioKpiResponse;
  /** Seconds from check-in to check-out for each completed visit that has both. */
  timeInStore: MeanKpiResponse;
  /** Completed visits for each day on which there was one. */
  visitsPerDay: MeanKpiResponse;
  /** Kilometres of the committed routes for each completed visit on them. */
  kmPerVisit: MeanKpiResponse;

  /** EUR: orders taken on completed visits. */
  @ApiProperty({ example: '1250.00' })
  @Protected('visit.orderAmount')
  visitOrderAmount: string;
}

export class AgentsResponse extends ReportResponse {
  /** The best seller first; by name for who doesn't see amounts. */
  agents: AgentFiguresResponse[];

  /** With `compare=previous`. */
  @ApiProperty({ type: [AgentFiguresResponse], required: false })
  previousAgents?: AgentFiguresResponse[];
}
