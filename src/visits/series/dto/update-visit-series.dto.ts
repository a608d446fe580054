import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import { IsBusinessDate, IsOmittable, Trim } from '../../../platform/http/index.js';
import { IsEvery, IsMonthDay, IsVisitLength, IsWallTime, IsWeekdays } from './visit-series-fields.js';

/** Another client, agent or frequency is another series: end this one. */
export class UpdateVisitSeriesDto {
  /** Every so many weeks or months, 1–12. */
  @IsOmittable()
  @IsEvery()
  interval?: number;

  /** Of a WEEKLY series: 1 is Monday, 7 Sunday. */
  @IsOmittable()
  @IsWeekdays()
  weekdays?: number[];

  /** Of a MONTHLY series: 1–31. */
  @IsOmittable()
  @IsMonthDay()
  monthDay?: number;

  /** The last day on which it may take place; null: no end. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date', nullable: true, required: false })
  until?: string | null;

  /** On the wall in Europe/Rome. */
  @IsOmittable()
  @IsWallTime()
  @ApiProperty({ required: false })
  time?: string;

  /** Planned length, 5–480 minutes. */
  @IsOmittable()
  @IsVisitLength()
  durationMinutes?: number;

  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(500)
  purpose?: string | null;

  @IsOmittable()
  @IsBoolean()
  fixed?: boolean;
}
