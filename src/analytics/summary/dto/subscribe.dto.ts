import { ApiProperty } from '@nestjs/swagger';
import { IsEnum, IsInt, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';
import { IsOmittable } from '../../../platform/http/index.js';
import { SummaryLanguage } from '../../../platform/prisma/generated/enums.js';

/** When and how the weekly letter comes; what is left out is as for a first letter. */
export class SubscribeDto {
  /** 1 is Monday, 7 Sunday. The letter tells of the seven days before this one. */
  @IsOmittable()
  @IsInt()
  @Min(1)
  @Max(7)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 7, default: 1, required: false })
  weekday = 1;

  /** By the clock on the wall in Europe/Rome, `HH:mm`. */
  @IsOmittable()
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: '$property must be a time of the day such as 07:00' })
  @ApiProperty({ type: String, pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', default: '07:00', required: false })
  time = '07:00';

  /** In which the letter is written: Italian or English. */
  @IsOmittable()
  @IsEnum(SummaryLanguage)
  @ApiProperty({ enum: SummaryLanguage, enumName: 'SummaryLanguage', default: 'it', required: false })
  language: SummaryLanguage = 'it';

  /** Headline figures and filter of this dashboard; null: all headline figures of the own scope. */
  @IsOptional()
  @IsUUID()
  @ApiProperty({ type: String, format: 'uuid', nullable: true, required: false })
  dashboardId?: string | null;
}
