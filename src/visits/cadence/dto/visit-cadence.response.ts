import { ApiProperty } from '@nestjs/swagger';
import type { PointOfSaleType } from '../domain/cadence.js';

/** Days between two visits, by class of the point of sale. */
export class ClassIntervals implements Record<PointOfSaleType, number> {
  @ApiProperty({ type: 'integer' })
  VAPE_SHOP: number;

  @ApiProperty({ type: 'integer' })
  TABACCHERIA: number;

  @ApiProperty({ type: 'integer' })
  FARMACIA: number;

  @ApiProperty({ type: 'integer' })
  PARAFARMACIA: number;

  /** Of clients without a class, too. */
  @ApiProperty({ type: 'integer' })
  OTHER: number;
}

/** How often clients are visited that name no interval of their own. */
export class VisitCadenceResponse {
  intervalDays: ClassIntervals;

  @ApiProperty({ type: 'integer' })
  version: number;
}
