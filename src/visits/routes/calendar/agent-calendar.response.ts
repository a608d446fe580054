import { ApiProperty } from '@nestjs/swagger';
import { VisitStatus } from '../../../platform/prisma/generated/enums.js';
import { DAYS_OFF, type DayOffCode } from '../../working-days/agent-calendar.js';
import { LunchBreakDto, ShiftDto } from '../dto/plan-day.dto.js';

export class CalendarVisitResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  /** The visit leads to its client, whoever owns that by now. */
  @ApiProperty({ format: 'uuid' })
  clientId: string;

  clientName: string;

  city: string | null;

  /** Degrees; null: not on the map. */
  latitude: number | null;

  /** Degrees; null: not on the map. */
  longitude: number | null;

  scheduledAt: Date;

  endsAt: Date;

  @ApiProperty({ type: 'integer' })
  durationMinutes: number;

  @ApiProperty({ enum: VisitStatus, enumName: 'VisitStatus' })
  status: VisitStatus;

  /** An appointment at this very time: the planner never moves it. */
  fixed: boolean;

  purpose: string | null;

  /** When the client is open that day, on the wall in Rome; null: unknown; empty: closed. */
  @ApiProperty({ type: [ShiftDto], nullable: true })
  open: ShiftDto[] | null;

  /** Why the client is closed that day, for people; null: it isn't. */
  closed: string | null;

  @ApiProperty({ type: 'integer' })
  version: number;
}

export class CalendarDayOffResponse {
  @ApiProperty({ enum: DAYS_OFF, enumName: 'DayOffCode' })
  code: DayOffCode;

  /** The same for people; a holiday by its name. */
  @ApiProperty({ example: 'A holiday in all of Italy: Epifania.' })
  message: string;
}

export class CalendarDayResponse {
  @ApiProperty({ type: String, format: 'date' })
  date: string;

  /** Why the agent does not work that day; null: the day is worked. */
  @ApiProperty({ type: CalendarDayOffResponse, nullable: true })
  off: CalendarDayOffResponse | null;

  /** Absences of some hours taken off; null: nobody has set working hours, or the day is off. */
  @ApiProperty({ type: ShiftDto, nullable: true })
  shift: ShiftDto | null;

  @ApiProperty({ type: LunchBreakDto, nullable: true })
  lunchBreak: LunchBreakDto | null;

  /** In the order of their time, those called off among them. */
  @ApiProperty({ type: [CalendarVisitResponse] })
  visits: CalendarVisitResponse[];
}

export class AgentCalendarResponse {
  @ApiProperty({ format: 'uuid' })
  agentId: string;

  @ApiProperty({ type: [CalendarDayResponse] })
  days: CalendarDayResponse[];
}
