import { ApiProperty } from '@nestjs/swagger';
import type { Outcome } from '../../opportunities/domain/deal.js';
import { ApiOutcome } from './closing-outcome.js';

/** Why deals are won or lost. Opportunities name it by its `key`. */
export class ClosingReasonResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiOutcome()
  outcome: Outcome;

  /** What `lostReason` and `wonReason` take; it never changes. */
  @ApiProperty({ example: 'PRICE' })
  key: string;

  labelIt: string;

  labelEn: string;

  /** On losing, a note is required with it; on winning it is asked for. */
  needsNote: boolean;

  /** Order in which it is offered. */
  @ApiProperty({ type: 'integer' })
  position: number;

  /** Since when no closing takes it any more; deals that have it keep it. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  retiredAt: Date | null;

  @ApiProperty({ type: 'integer' })
  version: number;
}
