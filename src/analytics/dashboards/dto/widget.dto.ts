import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsString,
  MaxLength,
  MinLength,
  IsObject,
  ValidateNested,
} from 'class-validator';
import { IsOmittable, Trim } from '../../../platform/http/index.js';
import { type Interval, INTERVALS } from '../../reports/arithmetic/period.js';
import { type ReportName, REPORTS } from '../../reports/report-catalogue.service.js';
import { DashboardPeriodDto } from './dashboard-period.dto.js';

/** One part of a dashboard: a report, or some headline figures. */
export class WidgetDto {
  /** As its path below `/analytics`. */
  @IsIn(REPORTS)
  @ApiProperty({ enum: REPORTS, enumName: 'ReportName' })
  report: ReportName;

  /** What stands above it instead of the report’s name. */
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  title?: string;

  /** Only of `overview`: which headline figures, in this order, by the keys of `GET /analytics/definitions`; all when left out. */
  @IsOmittable()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(60, { each: true })
  @ApiProperty({ type: [String], required: false, example: ['wonCount', 'wonAmount', 'winRate'] })
  kpis?: string[];

  /** Only of `sales-trend` and `visits`; months when left out. */
  @IsOmittable()
  @IsIn(INTERVALS)
  @ApiProperty({ enum: INTERVALS, enumName: 'Interval', required: false })
  interval?: Interval;

  /** Other days than those of the dashboard; a forecast without looks at this month and the eleven after it. */
  @IsOmittable()
  @IsObject()
  @ValidateNested()
  @Type(() => DashboardPeriodDto)
  period?: DashboardPeriodDto;
}
