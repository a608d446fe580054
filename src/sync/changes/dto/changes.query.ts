import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayUnique, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { CHANGE_TYPES, type ChangeType } from '../domain/change-type.js';

export const MAX_CHANGES = 200;

export class ChangesQuery {
  /** The `nextCursor` of the answer before; opaque. Without it the answer is the present end, and holds nothing else. */
  @IsOptional()
  @IsString()
  @MaxLength(300)
  after?: string;

  /** What to follow, separated by commas; all that one may see when none is named. A cursor goes on with the same ones. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @ArrayUnique()
  @IsIn(CHANGE_TYPES, { each: true })
  @ApiProperty({
    ...{ type: 'array', items: { type: 'string', enum: [...CHANGE_TYPES] }, required: false },
    ...{ example: ['client', 'visit'] },
  })
  types?: ChangeType[];

  /** Records per page, 1–200. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_CHANGES)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: MAX_CHANGES, default: 100, required: false })
  limit = 100;
}
