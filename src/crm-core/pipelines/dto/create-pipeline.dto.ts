import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsString,
  MaxLength,
  MinLength,
  IsObject,
  ValidateNested,
} from 'class-validator';
import { IsOmittable, Trim } from '../../../platform/http/index.js';
import { NewStageDto } from './create-stage.dto.js';

export class CreatePipelineDto {
  /** Unique among the pipelines. */
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name: string;

  /** The one that new opportunities enter when they name none; it takes over from the one before. */
  @IsOmittable()
  @IsBoolean()
  isDefault?: boolean;

  /** In their order, at least one of each kind. */
  @IsArray()
  @ArrayMinSize(3, { message: 'stages needs at least one of each kind: OPEN, WON and LOST' })
  @ArrayMaxSize(50)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => NewStageDto)
  stages: NewStageDto[];
}
