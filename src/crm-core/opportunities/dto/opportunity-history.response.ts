import { ApiProperty } from '@nestjs/swagger';
import { Protected } from '../../../platform/field-rules/index.js';

/** One stay of an opportunity in a stage, with the opportunity as it was on entering. Re-entering is a stay of its own. */
export class OpportunityHistoryEntryResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  /** 1 for the creation, then one more for each step. */
  @ApiProperty({ type: 'integer' })
  sequence: number;

  /** null: it began here. */
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  fromStageId: string | null;

  @ApiProperty({ format: 'uuid' })
  toStageId: string;

  /** When it entered the stage. */
  at: Date;

  /** When it left the stage; null: it stands there. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  leftAt: Date | null;

  /** Seconds from entering to leaving; null while it stands there. */
  @ApiProperty({ type: 'integer', nullable: true })
  secondsInStage: number | null;

  /** Who moved it. */
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  byId: string | null;

  /** Whose it was. */
  @ApiProperty({ format: 'uuid' })
  ownerId: string;

  /** EUR. */
  @ApiProperty({ example: '1234.50' })
  @Protected('opportunity.amount')
  amount: string;

  /** Percent, 0–100. */
  @ApiProperty({ type: 'integer' })
  probability: number;
}
