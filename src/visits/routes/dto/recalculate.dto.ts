import { ArrayMaxSize, ArrayUnique, IsArray, IsUUID } from 'class-validator';
import { MOST_CANDIDATES } from './plan-day.dto.js';

export class RecalculateRouteDto {
  /** Ids of visits, or of clients without a visit yet, in the order of the day. What is left out is not visited. */
  @IsArray()
  @ArrayMaxSize(MOST_CANDIDATES)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  order: string[];
}
