import { ApiProperty } from '@nestjs/swagger';
import { Protected } from '../../../platform/field-rules/index.js';

/** What somebody is to win in a month. */
export class TargetResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  ownerId: string;

  /** Of Europe/Rome. */
  @ApiProperty({ example: '2026-11' })
  month: string;

  /** EUR net of VAT. */
  @ApiProperty({ example: '25000.00' })
  @Protected('opportunity.amount')
  amount: string;

  @ApiProperty({ type: 'integer' })
  version: number;

  createdAt: Date;

  updatedAt: Date;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  updatedById: string | null;
}

/** The targets that a call named, as they are now. */
export class SetTargetsResponse {
  /** Without those that were removed. */
  targets: TargetResponse[];

  @ApiProperty({ type: 'integer' })
  written: number;

  @ApiProperty({ type: 'integer' })
  removed: number;

  /** They were so already. */
  @ApiProperty({ type: 'integer' })
  unchanged: number;
}
