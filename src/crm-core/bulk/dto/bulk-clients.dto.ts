import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEnum,
  IsInt,
  IsObject,
  IsString,
  IsUUID,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsOmittable } from '../../../platform/http/index.js';
import { BulkAction, ClientLifecycle } from '../../../platform/prisma/generated/enums.js';
import { entryKey, LONGEST_TAG, MOST_TAGS, tidyTags } from '../../tags/domain/tag.js';
import { ClientFilterDto } from './client-filter.dto.js';

/** Clients that may be named one by one; a filter may find more. */
export const MOST_IDS = 10_000;

/** Needed by these actions, and looked at only then. */
const NeededBy = (...actions: BulkAction[]): PropertyDecorator =>
  ValidateIf(({ action }: BulkClientsDto) => actions.includes(action));

/** An object of whole numbers from 1. */
const IsVersions = (): PropertyDecorator =>
  ValidateBy({
    name: 'isVersions',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'object' &&
        value !== null &&
        Object.values(value).every((version) => Number.isInteger(version) && Number(version) > 0),
      defaultMessage: () => '$property must be an object of versions by client id',
    },
  });

/** One action on many clients: chosen by `ids` or by `filter`. */
export class BulkClientsDto {
  /** TAG adds tags and UNTAG takes them off; the other tags of a client stay. */
  @IsEnum(BulkAction)
  @ApiProperty({ enum: BulkAction, enumName: 'BulkAction' })
  action: BulkAction;

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

  /** At most 10,000. */
  @IsOmittable()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_IDS)
  @ArrayUnique((id: unknown) => (typeof id === 'string' ? id.toLowerCase() : id))
  @IsUUID(undefined, { each: true })
  @ApiProperty({ type: 'array', items: { type: 'string', format: 'uuid' }, required: false })
  ids?: string[];

  /** Beside `ids`: client id → the version that was seen; a client that has changed since is refused (`STALE`). */
  @IsOmittable()
  @IsObject()
  @IsVersions()
  @Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key])
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer', minimum: 1 }, selfRequired: false })
  versions?: Record<string, number>;

  /** All clients that the list with these filters holds; `{}`: all that the caller may see. */
  @IsOmittable()
  @IsObject()
  @ValidateNested()
  @Type(() => ClientFilterDto)
  @ApiProperty({ type: ClientFilterDto, required: false })
  filter?: ClientFilterDto;

  /** Only counts. */
  @IsOmittable()
  @IsBoolean()
  @ApiProperty({ required: false, default: false })
  dryRun?: boolean;

  /**
   * How many clients the caller means; when there are more or fewer nothing is done (409 `COUNT_DIFFERS`). Needed with
   * a filter, unless it is a dry run.
   */
  @IsOmittable()
  @IsInt()
  @Min(0)
  @ApiProperty({ type: 'integer', minimum: 0, required: false })
  expectedCount?: number;
}
