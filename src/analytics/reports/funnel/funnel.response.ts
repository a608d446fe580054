import { ApiProperty } from '@nestjs/swagger';
import { ReportResponse } from '../report.response.js';
import { Protected } from '../../../platform/field-rules/index.js';

const KINDS = ['OPEN', 'WON', 'LOST'] as const;

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

  /** EUR: what the entered deals were worth when they entered. */
  @ApiProperty({ example: '48211.00' })
  @Protected('opportunity.amount')
  amount: string;

  /** Stays that began in the period and have ended; mean and median are over these. */
  @ApiProperty({ type: 'integer' })
  staysEnded: number;

  @ApiProperty({ type: 'integer', nullable: true })
  meanSecondsInStage: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  medianSecondsInStage: number | null;
}

export class FunnelResponse extends ReportResponse {
  /** In the order of the board, pipeline by pipeline. */
  stages: FunnelStageResponse[];

  /** With `compare=previous`. */
  @ApiProperty({ type: [FunnelStageResponse], required: false })
  previousStages?: FunnelStageResponse[];
}
