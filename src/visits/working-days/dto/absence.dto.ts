import { ApiProperty, PartialType } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IsBusinessDate } from '../../../platform/http/index.js';
import { IsWallTime } from '../../series/dto/visit-series-fields.js';

/** When, never why: a reason might speak of somebody's health, and no plan needs it. */
export class CreateAbsenceDto {
  /** The first day, in Rome. */
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date', example: '2026-08-10' })
  from: string;

  /** The last day; at most a year after the first. */
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date', example: '2026-08-21' })
  to: string;

  /** Of a single day: away from this hour on. With `toTime`; null or left out: all day. */
  @IsOptional()
  @IsWallTime()
  @ApiProperty({ type: String, nullable: true, required: false, example: null })
  fromTime?: string | null;

  /** Of a single day: back at this hour. */
  @IsOptional()
  @IsWallTime()
  @ApiProperty({ type: String, nullable: true, required: false, example: null })
  toTime?: string | null;
}

export class UpdateAbsenceDto extends PartialType(CreateAbsenceDto, { skipNullProperties: false }) {}
