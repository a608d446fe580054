import { ApiProperty } from '@nestjs/swagger';
import { SummaryLanguage } from '../../../platform/prisma/generated/enums.js';

export class SummaryResponse {
  /** Whether the letter is wanted; the other settings are then those of the letter, else those of a first one. */
  subscribed: boolean;

  /** 1 is Monday, 7 Sunday. */
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 7 })
  weekday: number;

  /** By the clock on the wall in Europe/Rome. */
  @ApiProperty({ example: '07:00' })
  time: string;

  @ApiProperty({ enum: SummaryLanguage, enumName: 'SummaryLanguage' })
  language: SummaryLanguage;

  /** Null: all headline figures of the own scope; so too once that dashboard is deleted or no longer shared. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  dashboardId: string | null;

  /** When the next letter is due; null: none is wanted. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  nextDueAt: Date | null;

  /** Whether this installation has a mail server: without one no letter leaves it. */
  mailed: boolean;
}
