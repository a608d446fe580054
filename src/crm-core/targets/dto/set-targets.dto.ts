import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsUUID,
  Min,
  ValidateIf,
  IsObject,
  ValidateNested,
} from 'class-validator';
import { Protected } from '../../../platform/field-rules/index.js';
import { IsMoney, IsOmittable } from '../../../platform/http/index.js';
import { IsMonth } from '../month.js';

/** A hundred people for a year. */
export const MOST_TARGETS = 1200;

export class TargetDto {
  /** An active user whom your scope reaches. */
  @IsUUID()
  ownerId: string;

  @IsMonth()
  month: string;

  /** EUR net of VAT to be won in the month; null: no target any more. */
  @ValidateIf((_, value) => value !== null)
  @IsMoney()
  @ApiProperty({ nullable: true })
  @Protected('opportunity.amount')
  amount: string | null;

  /** The version that you read, or 0 for none: when somebody changed it since, nothing is written (412). Left out: it is taken as it is. */
  @IsOmittable()
  @IsInt()
  @Min(0)
  @ApiProperty({ type: 'integer', minimum: 0, required: false })
  version?: number;
}

export class SetTargetsDto {
  /** One for each person and month: all are written, or none. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_TARGETS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => TargetDto)
  @ApiProperty({ type: [TargetDto], minItems: 1, maxItems: MOST_TARGETS })
  targets: TargetDto[];
}
