import { ApiProperty } from '@nestjs/swagger';
import { LunchBreakDto, PositionDto, ShiftDto } from '../../routes/dto/plan-day.dto.js';
import { EXAMPLE_WEEK } from './set-working-hours.dto.js';

export class WorkdayResponse extends ShiftDto {
  @ApiProperty({ type: LunchBreakDto, nullable: true })
  lunchBreak: LunchBreakDto | null;
}

const Workday = (): PropertyDecorator => ApiProperty({ type: WorkdayResponse, required: false });

export class WorkingWeekResponse {
  @Workday()
  mon?: WorkdayResponse;

  @Workday()
  tue?: WorkdayResponse;

  @Workday()
  wed?: WorkdayResponse;

  @Workday()
  thu?: WorkdayResponse;

  @Workday()
  fri?: WorkdayResponse;

  @Workday()
  sat?: WorkdayResponse;

  @Workday()
  sun?: WorkdayResponse;
}

export class WorkingHoursResponse {
  @ApiProperty({ format: 'uuid' })
  agentId: string;

  /** A weekday that is missing is off. */
  @ApiProperty({ type: WorkingWeekResponse, example: EXAMPLE_WEEK })
  days: WorkingWeekResponse;

  /** Null: not set; then each plan has to name it. */
  @ApiProperty({ type: PositionDto, nullable: true })
  start: PositionDto | null;

  /** Null with a start: the day ends at the last visit. */
  @ApiProperty({ type: PositionDto, nullable: true })
  end: PositionDto | null;

  /** Kilometres; null: no limit. */
  @ApiProperty({ type: 'integer', nullable: true })
  maxKm: number | null;

  @ApiProperty({ type: String, nullable: true })
  homeTown: string | null;

  worksOnHolidays: boolean;

  /** 0: nobody has set any yet. */
  @ApiProperty({ type: 'integer' })
  version: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  updatedAt: Date | null;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  updatedById: string | null;
}
