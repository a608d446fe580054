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

  created: CountAndAmountResponse;
  won: CountAndAmountResponse;
  lost: CountAndAmountResponse;
  /** Open now. */
  open: OpenDealsResponse;
  /** Of the deals created in the period. */
  closeRate: CloseRateKpiResponse;
  winRate: RatioKpiResponse;
  @Protected('opportunity.amount')
  averageWonAmount: MeanMoneyKpiResponse;
  salesCycle: DaysKpiResponse;

  @ApiProperty({ type: 'integer' })
  visitsPlanned: number;

  @ApiProperty({ type: 'integer' })
  visitsCompleted: number;

  planAdherence: RatioKpiResponse;
  strikeRate: RatioKpiResponse;
  timeInStore: MeanKpiResponse;
  visitsPerDay: MeanKpiResponse;
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
