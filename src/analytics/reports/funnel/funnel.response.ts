import { ApiProperty } from '@nestjs/swagger';
import { ReportResponse } from '../report.response.js';
import { Protected } from '../../../platform/field-rules/index.js';

const KINDS = ['OPEN', 'WON', 'LOST'] as const;

/** A list behind a figure. */
export class FunnelListResponse {
  /** Path and query below `/api/v1`. */
  @ApiProperty({ required: false })
  drillDown?: string;

  @ApiProperty({ type: 'integer', nullable: true, required: false })
  notListed?: number | null;
}

/** Of the deals that entered a stage, the lists by what became of them. */
export class FunnelFatesResponse {
  /** Later entered a later open stage or were won. */
  advanced: FunnelListResponse;
  /** Did not advance and are lost now. */
  dropped: FunnelListResponse;
  /** Neither of both. */
  remaining: FunnelListResponse;
}

/** How long deals have been standing in a stage, until `computedAt`. */
export class FunnelWaitingResponse extends FunnelListResponse {
  /** Stays that last. */
  @ApiProperty({ type: 'integer' })
  count: number;

  /** Seconds; null when none lasts. */
  @ApiProperty({ type: 'integer', nullable: true })
  meanSeconds: number | null;

  /** Seconds, see the rules of `GET /analytics/definitions` for how exact; null when none lasts. */
  @ApiProperty({ type: 'integer', nullable: true })
  medianSeconds: number | null;
}

export class FunnelStageResponse {
  @ApiProperty({ format: 'uuid' })
  pipelineId: string;

  pipelineName: string;

  @ApiProperty({ format: 'uuid' })
  stageId: string;

  stageName: string;

  @ApiProperty({ enum: KINDS, enumName: 'StageKind' })
  kind: (typeof KINDS)[number];

  /** Distinct deals that entered the stage in the period, each at its first entry in it. */
  @ApiProperty({ type: 'integer' })
  entered: number;

  /** Of those, how many later entered a later open stage or were won; null for a stage that ends a deal. */
  @ApiProperty({ type: 'integer', nullable: true })
  advanced: number | null;

  /** Of those, how many did not advance and are lost now; null for a stage that ends a deal. */
  @ApiProperty({ type: 'integer', nullable: true })
  dropped: number | null;

  /** Of those, how many have neither advanced nor been lost; null for a stage that ends a deal. */
  @ApiProperty({ type: 'integer', nullable: true })
  remaining: number | null;

  /** Percent: advanced ÷ entered; null when nothing entered. */
  @ApiProperty({ type: Number, nullable: true })
  conversion: number | null;

  /** Percent: dropped ÷ entered; null when nothing entered. */
  @ApiProperty({ type: Number, nullable: true })
  dropOff: number | null;

  /** The list of the deals that entered: path and query below `/api/v1`; each of its `fates` narrows it. */
  @ApiProperty({
    required: false,
    example: '/opportunities?enteredStageId=…&enteredFrom=2026-03-01&enteredTo=2026-04-01',
  })
  drillDown?: string;

  /** Of those that entered, how many that list does not show, for they belong by now to somebody out of the caller's reach; null: not known, for the caller may list less than the figures tell. */
  @ApiProperty({ type: 'integer', nullable: true, required: false })
  notListed?: number | null;

  /** The lists of those that advanced, dropped and remain; only for stages that are open. */
  @ApiProperty({ required: false })
  fates?: FunnelFatesResponse;

  /** EUR: what the entered deals were worth when they entered. */
  @ApiProperty({ example: '48211.00' })
  @Protected('opportunity.amount')
  amount: string;

  /** Stays that began in the period and have ended; mean and median are over these. */
  @ApiProperty({ type: 'integer' })
  staysEnded: number;

  /** Seconds; null when none has ended. */
  @ApiProperty({ type: 'integer', nullable: true })
  meanSecondsInStage: number | null;

  /** Seconds, see the rules of `GET /analytics/definitions` for how exact; null when none has ended. */
  @ApiProperty({ type: 'integer', nullable: true })
  medianSecondsInStage: number | null;

  /** Stays that began in the period and last; null for a stage that ends a deal. */
  @ApiProperty({ type: FunnelWaitingResponse, nullable: true })
  waiting: FunnelWaitingResponse | null;
}

export class FunnelResponse extends ReportResponse {
  /** In the order of the board, pipeline by pipeline. */
  stages: FunnelStageResponse[];

  /** With `compare=previous`. */
  @ApiProperty({ type: [FunnelStageResponse], required: false })
  previousStages?: FunnelStageResponse[];
}
