import { ApiProperty } from '@nestjs/swagger';
import { Protected } from '../../../platform/field-rules/index.js';
import { CountAndAmountResponse, ReportResponse } from '../report.response.js';

/** Lost deals of one kind among all that were lost in the period. */
export class LostShareResponse extends CountAndAmountResponse {
  /** Percent of the lost deals; null when none was lost. */
  @ApiProperty({ type: Number, nullable: true, example: 41.67 })
  share: number | null;

  /** Percent of their amount; null when they were worth nothing. */
  @ApiProperty({ type: Number, nullable: true, example: 38.2 })
  @Protected('opportunity.amount')
  shareOfAmount: number | null;

  /** With `compare=previous`: how many in the period before. */
  @ApiProperty({ type: 'integer', required: false })
  previousCount?: number;

  /** EUR, with `compare=previous`. */
  @ApiProperty({ required: false })
  @Protected('opportunity.amount')
  previousAmount?: string;

  /** With `compare=previous`: the change of the count in percent; null when there were none before. */
  @ApiProperty({ type: Number, nullable: true, required: false })
  change?: number | null;
}

export class LostReasonResponse extends LostShareResponse {
  /** A `key` of `GET /closing-reasons`. */
  @ApiProperty({ example: 'PRICE' })
  reason: string;

  labelIt: string;

  labelEn: string;

  /** No closing takes it any more. */
  isRetired: boolean;
}

export class LostStageResponse extends LostShareResponse {
  /** Where the deals stood when they were lost; null: they came without a history. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  stageId: string | null;

  @ApiProperty({ type: String, nullable: true })
  stageName: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  pipelineId: string | null;

  @ApiProperty({ type: String, nullable: true })
  pipelineName: string | null;
}

export class LostCellResponse extends LostShareResponse {
  @ApiProperty({ example: 'PRICE' })
  reason: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  stageId: string | null;
}

export class LostReasonsResponse extends ReportResponse {
  /** All that were lost in the period. */
  total: LostShareResponse;

  /** In the order of the catalogue: every reason that is offered, the retired ones where deals have them. */
  reasons: LostReasonResponse[];

  /** The stages from which deals were lost, in the order of the board. */
  stages: LostStageResponse[];

  /** Reason by stage, where there are deals; the most frequent first. */
  cells: LostCellResponse[];
}
