import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, IsInt, IsObject, Max, Min, ValidateNested } from 'class-validator';
import { IsOmittable } from '../../../platform/http/index.js';
import { INTERVAL_DAYS, type PointOfSaleType } from '../domain/cadence.js';

const { least: minimum, most: maximum } = INTERVAL_DAYS;

const IsInterval = (): PropertyDecorator =>
  applyDecorators(
    IsOmittable(),
    IsInt(),
    Min(minimum),
    Max(maximum),
    ApiProperty({ type: 'integer', minimum, maximum, required: false }),
  );

/** Days between two visits, by class of the point of sale. */
export class IntervalsToSet implements Partial<Record<PointOfSaleType, number>> {
  @IsInterval()
  VAPE_SHOP?: number;

  @IsInterval()
  TABACCHERIA?: number;

  @IsInterval()
  FARMACIA?: number;

  @IsInterval()
  PARAFARMACIA?: number;

  /** Of clients without a class, too. */
  @IsInterval()
  OTHER?: number;
}

export class SetVisitCadenceDto {
  /** Classes that are left out stay as they are. */
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => IntervalsToSet)
  intervalDays: IntervalsToSet;
}
