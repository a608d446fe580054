import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsEnum,
  IsIn,
  IsObject,
  IsString,
  IsUUID,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { IsOmittable } from '../../../platform/http/index.js';
import { ClientLifecycle } from '../../../platform/prisma/generated/enums.js';
import { entryKey, LONGEST_TAG, MOST_TAGS, tidyTags } from '../../tags/domain/tag.js';
import { BulkChoiceDto, NeededBy } from './bulk-choice.dto.js';
import { ClientFilterDto } from './client-filter.dto.js';

const ACTIONS = ['ASSIGN', 'TAG', 'UNTAG', 'LIFECYCLE', 'DELETE'] as const;

/** One action on many clients: chosen by `ids` or by `filter`. */
export class BulkClientsDto extends BulkChoiceDto {
  /** TAG adds tags and UNTAG takes them off; the other tags of a client stay. */
  @IsIn(ACTIONS)
  @ApiProperty({ enum: ACTIONS, enumName: 'ClientBulkAction' })
  action: (typeof ACTIONS)[number];

  /** Of ASSIGN: the new owner. */
  @NeededBy('ASSIGN')
  @IsUUID()
  @ApiProperty({ format: 'uuid', required: false })
  ownerId?: string;

  /** Of TAG and UNTAG. */
  @NeededBy('TAG', 'UNTAG')
  @Transform(({ value }: { value: unknown }) => tidyTags(value))
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_TAGS)
  @ArrayUnique(entryKey)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(LONGEST_TAG, { each: true })
  @ApiProperty({ type: [String], required: false, example: ['fiera'] })
  tags?: string[];

  /** Of LIFECYCLE. */
  @NeededBy('LIFECYCLE')
  @IsEnum(ClientLifecycle)
  @ApiProperty({ enum: ClientLifecycle, enumName: 'ClientLifecycle', required: false })
  lifecycle?: ClientLifecycle;

  /** All clients that the list with these filters holds; `{}`: all that the caller may see. */
  @IsOmittable()
  @IsObject()
  @ValidateNested()
  @Type(() => ClientFilterDto)
  @ApiProperty({ type: ClientFilterDto, required: false })
  filter?: ClientFilterDto;
}
