import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsObject,
  IsUUID,
  Min,
  ValidateBy,
  ValidateIf,
} from 'class-validator';
import { IsOmittable } from '../../../platform/http/index.js';
import type { BulkAction } from '../../../platform/prisma/generated/enums.js';

/** Rows that may be named one by one; a filter may find more. */
export const MOST_IDS = 10_000;

/** Needed by these actions, and looked at only then. */
export const NeededBy = (...actions: BulkAction[]): PropertyDecorator =>
  ValidateIf(({ action }: { action: BulkAction }) => actions.includes(action));

/** An object of whole numbers from 1. */
const IsVersions = (): PropertyDecorator =>
  ValidateBy({
    name: 'isVersions',
    validator: {
      validate: (value: unknown) =>
        typeof value === 'object' &&
        value !== null &&
        Object.values(value).every((version) => Number.isInteger(version) && Number(version) > 0),
      defaultMessage: () => '$property must be an object of versions by id',
    },
  });

/** Which rows a bulk change means: those of `ids`, or those that a filter finds. */
export class BulkChoiceDto {
  /** At most 10,000. */
  @IsOmittable()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_IDS)
  @ArrayUnique((id: unknown) => (typeof id === 'string' ? id.toLowerCase() : id))
  @IsUUID(undefined, { each: true })
  @ApiProperty({ type: 'array', items: { type: 'string', format: 'uuid' }, required: false })
  ids?: string[];

  /** Beside `ids`: id → the version that was seen; a row that has changed since is refused (`STALE`). */
  @IsOmittable()
  @IsObject()
  @IsVersions()
  @Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key])
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer', minimum: 1 }, selfRequired: false })
  versions?: Record<string, number>;

  /** Only counts. */
  @IsOmittable()
  @IsBoolean()
  @ApiProperty({ required: false, default: false })
  dryRun?: boolean;

  /**
   * How many rows the caller means; when there are more or fewer nothing is done (409 `COUNT_DIFFERS`). Needed with a
   * filter, unless it is a dry run.
   */
  @IsOmittable()
  @IsInt()
  @Min(0)
  @ApiProperty({ type: 'integer', minimum: 0, required: false })
  expectedCount?: number;
}
