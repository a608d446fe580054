import { ApiProperty } from '@nestjs/swagger';
import { StageKind } from '../../../platform/prisma/generated/enums.js';

export class StageResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  pipelineId: string;

  name: string;

  /** Order on the board, from 1; a retired stage keeps the last that it had. */
  @ApiProperty({ type: 'integer' })
  position: number;

  /** Percent, 0–100. */
  @ApiProperty({ type: 'integer' })
  probability: number;

  @ApiProperty({ enum: StageKind, enumName: 'StageKind' })
  kind: StageKind;

  /** Days; null: deals in it never rot. */
  @ApiProperty({ type: 'integer', nullable: true })
  rottenAfterDays: number | null;

  /** Since when no deal enters it any more. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  retiredAt: Date | null;

  @ApiProperty({ type: 'integer' })
  version: number;
}

export class PipelineResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  name: string;

  /** New opportunities enter it when they name none. */
  isDefault: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  retiredAt: Date | null;

  /** The living stages in their order, then the retired ones, which old deals and histories still name. */
  stages: StageResponse[];

  @ApiProperty({ type: 'integer' })
  version: number;

  createdAt: Date;

  updatedAt: Date;
}
