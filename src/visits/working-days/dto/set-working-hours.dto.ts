import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsDefined,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsOmittable, TrimToNull } from '../../../platform/http/index.js';
import { LunchBreakDto, MOST_KM, PositionDto, ShiftDto } from '../../routes/dto/plan-day.dto.js';

/** The hours of one weekday, on the wall in Europe/Rome. */
export class WorkdayDto extends ShiftDto {
  /** A break taken whole between its `from` and `to`, which lie within the day; null or left out: none. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => LunchBreakDto)
  @ApiProperty({ type: LunchBreakDto, nullable: true, required: false })
  lunchBreak?: LunchBreakDto | null;
}

const Workday = (): PropertyDecorator =>
  applyDecorators(
    IsOmittable(),
    IsObject(),
    ValidateNested(),
    Type(() => WorkdayDto),
    ApiProperty({ type: WorkdayDto, required: false }),
  );

/** A weekday that is left out is off. */
export class WorkingWeekDto {
  @Workday()
  mon?: WorkdayDto;

  @Workday()
  tue?: WorkdayDto;

  @Workday()
  wed?: WorkdayDto;

  @Workday()
  thu?: WorkdayDto;

  @Workday()
  fri?: WorkdayDto;

  @Workday()
  sat?: WorkdayDto;

  @Workday()
  sun?: WorkdayDto;
}

const EXAMPLE_DAY = {
  from: '09:00',
  to: '18:00',
  lunchBreak: { from: '12:30', to: '14:30', minutes: 60 },
};

export const EXAMPLE_WEEK = {
  ...{ mon: EXAMPLE_DAY, tue: EXAMPLE_DAY, wed: EXAMPLE_DAY, thu: EXAMPLE_DAY },
  fri: { from: '08:30', to: '13:00' },
};

/** All of it at once: what is left out is not set. */
export class SetWorkingHoursDto {
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => WorkingWeekDto)
  @ApiProperty({ type: WorkingWeekDto, example: EXAMPLE_WEEK })
  days: WorkingWeekDto;

  /** Where a day begins. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PositionDto)
  @ApiProperty({
    type: PositionDto,
    nullable: true,
    required: false,
    example: { latitude: 45.4642, longitude: 9.19 },
  })
  start?: PositionDto | null;

  /** Where it ends: back at the start when left out, at the last visit when null. Needs a `start`. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PositionDto)
  @ApiProperty({ type: PositionDto, nullable: true, required: false })
  end?: PositionDto | null;

  /** The most that is driven in a day, kilometres, 1–2000. A plan never goes beyond. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_KM)
  @ApiProperty({
    type: 'integer',
    nullable: true,
    required: false,
    minimum: 1,
    maximum: MOST_KM,
    example: 250,
  })
  maxKm?: number | null;

  /** The agent does not work on its patron saint’s day. `GET /holidays` tells whether the town is known. */
  @IsOptional()
  @TrimToNull()
  @IsString()
  @MaxLength(100)
  @ApiProperty({ type: String, nullable: true, required: false, example: 'Milano' })
  homeTown?: string | null;

  /** Works on holidays as on other days. */
  @IsOmittable()
  @IsBoolean()
  worksOnHolidays?: boolean = false;
}
