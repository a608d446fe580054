import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { HOLIDAY_KINDS, type HolidayKind } from '../holidays/holidays.js';

export class HolidaysQuery {
  /** 2001–2199: earlier, Italy kept other days. This year when left out. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(2001)
  @Max(2199)
  @ApiProperty({ type: 'integer', required: false, minimum: 2001, maximum: 2199, example: 2026 })
  year?: number;

  /** Adds its patron saint’s day. Case and accents don’t matter. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  @ApiProperty({ type: String, required: false, example: 'Milano' })
  town?: string;
}

export class HolidayResponse {
  @ApiProperty({ type: String, format: 'date', example: '2026-12-07' })
  date: string;

  @ApiProperty({ example: "Sant'Ambrogio" })
  name: string;

  /** PATRON_SAINT: of the town alone. */
  @ApiProperty({ enum: HOLIDAY_KINDS, enumName: 'HolidayKind' })
  kind: HolidayKind;
}

export class HolidaysResponse {
  @ApiProperty({ type: 'integer' })
  year: number;

  @ApiProperty({ type: String, nullable: true })
  town: string | null;

  /** False: its patron saint is not in the table, or no town was named. */
  townKnown: boolean;

  /** In order. A patron saint’s day that is a national holiday is listed as that. */
  @ApiProperty({ type: [HolidayResponse] })
  holidays: HolidayResponse[];
}
