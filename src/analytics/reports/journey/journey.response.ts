import { ApiProperty } from '@nestjs/swagger';
import { JOURNEY_STEPS, type JourneyStep } from '../../client-rules.js';
import { CountKpiResponse, RatioKpiResponse } from '../overview/kpi.response.js';
import { ReportResponse } from '../report.response.js';

export class JourneyStepResponse {
  @ApiProperty({ enum: JOURNEY_STEPS, enumName: 'JourneyStep' })
  step: JourneyStep;

  /** Clients that reached it in the period, for who owned them then. */
  reached: CountKpiResponse;

  /** Of the clients that reached the step before in the period, those that reached this one so far; null for the first step. */
  @ApiProperty({ type: RatioKpiResponse, nullable: true })
  conversion: RatioKpiResponse | null;

  /** Of the clients that reached it in the period: days since the step before, the median; null: none of them had reached that. */
  @ApiProperty({ type: 'integer', nullable: true, example: 12 })
  medianDays: number | null;

  /** How many clients the median is of. */
  @ApiProperty({ type: 'integer' })
  medianOf: number;
}

export class CohortStepResponse {
  @ApiProperty({ enum: JOURNEY_STEPS, enumName: 'JourneyStep' })
  step: JourneyStep;

  /** Of the cohort. */
  reached: RatioKpiResponse;
}

/** The leads that came in one month. */
export class CohortResponse {
  /** First day of the month. */
  @ApiProperty({ format: 'date' })
  month: string;

  /** Its first day within the period. */
  @ApiProperty({ format: 'date' })
  from: string;

  /** The day after its last one within the period. */
  @ApiProperty({ format: 'date' })
  to: string;

  /** How many there are. */
  acquired: CountKpiResponse;

  /** Those that reached each step so far, in the order of the steps, from FIRST_CONTACT on. */
  steps: CohortStepResponse[];
}

export class JourneyResponse extends ReportResponse {
  /** In their order. */
  steps: JourneyStepResponse[];

  /** With `compare=previous`. */
  @ApiProperty({ type: [JourneyStepResponse], required: false })
  previousSteps?: JourneyStepResponse[];

  /** Every month of the period, cut to it at both ends. */
  cohorts: CohortResponse[];
}
