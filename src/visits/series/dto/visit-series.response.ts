import { ApiProperty } from '@nestjs/swagger';
import { SeriesFrequency } from '../../../platform/prisma/generated/enums.js';

const SKIP_REASONS = ['OVERLAP', 'HOLIDAY', 'ABSENT', 'CLIENT_CLOSED'] as const;

export class SkippedDayResponse {
  @ApiProperty({ type: String, format: 'date' })
  date: string;

  /**
   * OVERLAP: the agent has another visit at that time. HOLIDAY: of Italy or of the agent’s home town. ABSENT: the agent is
   * away. CLIENT_CLOSED: the client has said so of that date, or its town celebrates its patron saint.
   */
  @ApiProperty({ enum: SKIP_REASONS, enumName: 'SeriesSkipReason' })
  reason: (typeof SKIP_REASONS)[number];

  /** The visit that stood in the way; null: none did. */
  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  visitId: string | null;
}

export class VisitSeriesResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  clientId: string;

  @ApiProperty({ format: 'uuid' })
  agentId: string;

  @ApiProperty({ enum: SeriesFrequency, enumName: 'SeriesFrequency' })
  frequency: SeriesFrequency;

  @ApiProperty({ type: 'integer' })
  interval: number;

  /** WEEKLY: 1 is Monday, 7 Sunday. */
  @ApiProperty({ type: 'array', items: { type: 'integer' } })
  weekdays: number[];

  /** MONTHLY: 1–31. */
  @ApiProperty({ type: 'integer', nullable: true })
  monthDay: number | null;

  @ApiProperty({ type: String, format: 'date' })
  from: string;

  /** The last day on which it may take place; null: no end. */
  @ApiProperty({ type: String, format: 'date', nullable: true })
  until: string | null;

  /** `HH:mm` in Europe/Rome. */
  time: string;

  @ApiProperty({ type: 'integer' })
  durationMinutes: number;

  purpose: string | null;

  fixed: boolean;

  /** When somebody ended it; null: it goes on, to its `until` at most. */
  endedAt: Date | null;

  /** Visits stand in the calendar up to this day. */
  @ApiProperty({ type: String, format: 'date', nullable: true })
  madeThrough: string | null;

  /** Days to come on which no visit was made, the next first. */
  skipped: SkippedDayResponse[];

  @ApiProperty({ type: 'integer' })
  version: number;

  createdAt: Date;

  @ApiProperty({ format: 'uuid' })
  createdById: string;

  updatedAt: Date;

  @ApiProperty({ format: 'uuid' })
  updatedById: string;
}
