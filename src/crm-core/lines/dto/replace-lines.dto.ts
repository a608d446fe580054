import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsUUID, IsObject, ValidateNested } from 'class-validator';
import { IsOmittable } from '../../../platform/http/index.js';
import { NewLineDto } from './line.dto.js';

export const MAX_LINES = 200;

export class ReplacedLineDto extends NewLineDto {
  /** A line that stays: what is left out stays as it is, the price too. Left out: a new line. */
  @IsOmittable()
  @IsUUID()
  id?: string;
}

export class ReplaceLinesDto {
  /** All lines, in their order; those that are not among them go. */
  @IsArray()
  @ArrayMaxSize(MAX_LINES)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ReplacedLineDto)
  @ApiProperty({ type: [ReplacedLineDto], maxItems: MAX_LINES })
  lines: ReplacedLineDto[];
}
