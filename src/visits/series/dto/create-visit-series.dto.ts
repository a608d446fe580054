import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsEnum, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { IsBusinessDate, IsOmittable, Trim } from '../../../platform/http/index.js';
import { SeriesFrequency } from '../../../platform/prisma/generated/enums.js';
import { IsEvery, IsMonthDay, IsVisitLength, IsWallTime, IsWeekdays } from './visit-series-fields.js';

export class CreateVisitSeriesDto {
  @IsUUID()
  clientId: string;

  /** Who makes the visits; yourself when left out. Giving them to others takes a manager. */
  @IsOmittable()
  @IsUUID()
  agentId?: string;

  @IsEnum(SeriesFrequency)
  @ApiProperty({ enum: SeriesFrequency, enumName: 'SeriesFrequency' })
  frequency: SeriesFrequency;

  /** Every so many weeks or months, 1–12. */
  @IsOmittable()
  @IsEvery()
  interval?: number = 1;

  /** WEEKLY: 1 is Monday, 7 Sunday; left out: that of `from`. */
  @IsOmittable()
  @IsWeekdays()
  weekdays?: number[];

  /** MONTHLY: 1–31, in shorter months the last day; left out: that of `from`. */
  @IsOmittable()
  @IsMonthDay()
  monthDay?: number;

  /** The first day on which it may take place: from today to a year ahead. */
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date' })
  from: string;

  /** The last day on which it may take place; left out or null: no end. */
  @IsOptional()
  @IsBusinessDate()
  @ApiProperty({ type: String, format: 'date', nullable: true, required: false })
  until?: string | null;

  /** In place of `until`: after so many visits, 1–260. Days that are skipped count. */
  @IsOmittable()
  @IsInt()
  @Min(1)
  @Max(260)
  count?: number;

  /** On the wall in Europe/Rome; stays when the clock changes. */
  @IsWallTime()
  time: string;

  /** Planned length, 5–480 minutes. */
  @IsOmittable()
  @IsVisitLength()
  durationMinutes?: number = 30;

  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(500)
  purpose?: string | null;

  /** Appointments at this very time: the planner never moves them. */
  @IsOmittable()
  @IsBoolean()
  fixed?: boolean = false;
}
