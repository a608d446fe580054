import { ApiProperty } from '@nestjs/swagger';
import { ApiCustomValues } from '../../custom-fields/custom-values.decorator.js';
import type { CustomValues } from '../../custom-fields/domain/custom-field.js';
import { StageKind } from '../../../platform/prisma/generated/enums.js';
import { Protected } from '../../../platform/field-rules/index.js';

export class OpportunityResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  title: string;

  /** May be empty while the opportunity is open. */
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  clientId: string | null;

  @ApiProperty({ format: 'uuid' })
  pipelineId: string;

  @ApiProperty({ format: 'uuid' })
  stageId: string;

  /** EUR net of VAT. */
  @ApiProperty({ example: '1234.50' })
  @Protected('opportunity.amount')
  amount: string;

  /** Percent, 0–100. */
  @ApiProperty({ type: 'integer' })
  probability: number;

  /** Set by hand: it doesn't follow the stage. */
  probabilityOverridden: boolean;

  /** When it is expected to close. */
  @ApiProperty({ type: String, format: 'date', nullable: true })
  expectedCloseDate: string | null;

  /** The kind of the stage in which it stands. */
  @ApiProperty({ enum: StageKind, enumName: 'StageKind' })
  status: StageKind;

  /** When it was won or lost; null while open. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  closedAt: Date | null;

  /** Of a lost opportunity: a `key` of `GET /closing-reasons`. */
  @ApiProperty({ nullable: true, type: String, example: 'PRICE' })
  lostReason: string | null;

  @ApiProperty({ nullable: true, type: String })
  lostNote: string | null;

  /** Of a lost opportunity: who got the order instead. */
  @ApiProperty({ nullable: true, type: String })
  competitor: string | null;

  /** Of a won opportunity: a `key` of `GET /closing-reasons`. null on a won one: ask for it, and send it by `PATCH`. */
  @ApiProperty({ nullable: true, type: String, example: 'SERVICE' })
  wonReason: string | null;

  @ApiProperty({ nullable: true, type: String })
  wonNote: string | null;

  /** The last sign of life: a stage entered, an activity done, a visit of the opportunity completed; edits are none. */
  lastActivityAt: Date;

  /** Open, silent for longer than its stage allows, and no visit is booked. */
  rotting: boolean;

  /** Since when; null while it doesn't rot. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  rottenSince: Date | null;

  @ApiProperty({ nullable: true, type: String })
  source: string | null;

  @ApiCustomValues()
  custom: CustomValues;

  @ApiProperty({ format: 'uuid' })
  ownerId: string;

  @ApiProperty({ type: 'integer' })
  version: number;

  createdAt: Date;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  createdById: string | null;

  updatedAt: Date;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  updatedById: string | null;
}
