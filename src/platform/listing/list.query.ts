import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

export const MAX_PAGE = 100;

/** What every list takes besides its own filters. */
export class ListQuery {
  /** Rows per page, 1–100. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: MAX_PAGE, default: 25, required: false })
  limit = 25;

  /** The `nextCursor` of the page before; opaque, valid for the same sort only. */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  cursor?: string;

  /** A field to sort by, `-` before it for descending. The fields are named in the route's description. */
  @IsOptional()
  @IsString()
  @MaxLength(50)
  sort?: string;

  /** Ask for `total`: `exact` counts all rows, `estimate` stops counting at 10,001. */
  @IsOptional()
  @IsIn(['exact', 'estimate'])
  @ApiProperty({ enum: ['exact', 'estimate'], required: false })
  count?: 'exact' | 'estimate';
}
