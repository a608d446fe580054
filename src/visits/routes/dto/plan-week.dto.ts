import { ApiProperty, PickType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEnum,
  IsInt,
  IsObject,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsBusinessDate, IsInstant, IsOmittable } from '../../../platform/http/index.js';
import { RouteObjective } from '../../../platform/prisma/generated/enums.js';
import { LONGEST_VISIT_MINUTES, SHORTEST_VISIT_MINUTES } from '../../visits/dto/create-visit.dto.js';
import { PlanDayDto, PositionDto } from './plan-day.dto.js';

/** Working days that one plan may span. */
export const MOST_DAYS = 20;
const MOST_CLIENTS = 300;
const MOST_ABSENCES = 366;

/** What all days of a plan have in common. */
export class SeveralDaysDto extends PickType(PlanDayDto, [
  'agentId',
  'start',
  'end',
  'shift',
  'lunchBreak',
  'maxKm',
  'seed',
]) {
  /** The first day, in Rome. Days off by the agent’s working hours (else weekends), holidays and absences are passed over. */
  @IsBusinessDate()
  @ApiProperty({ format: 'date' })
  from: string;

  /** Working days from there on. */
  @IsInt()
  @Min(1)
  @Max(MOST_DAYS)
  days: number;

  /** Further days on which the agent does not work, besides the absences that are stored. */
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(MOST_ABSENCES)
  @ArrayUnique()
  @IsBusinessDate({ each: true })
  @ApiProperty({ type: [String], format: 'date', required: false })
  absentOn?: string[] = [];
}

export class PlanWeekDto extends SeveralDaysDto {
  /** Clients to visit; when left out, whoever of the agent's clients is due and has no visit planned. */
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(MOST_CLIENTS)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  clientIds?: string[];

  /**
   * Plans from this moment on, which lies on `from`: what is left of today, then the next days. Visits done or in progress
   * stay as they are, the agent is free when the one in progress is over, and a visit that was missed is made up for.
   */
  @IsOmittable()
  @IsInstant()
  now?: string;

  /** Where the agent is at `now`; at the start when left out. */
  @IsOmittable()
  @IsObject()
  @ValidateNested()
  @Type(() => PositionDto)
  here?: PositionDto;

  /** So many of the days, the first ones, stay as they are. */
  @IsOmittable()
  @IsInt()
  @Min(0)
  @Max(MOST_DAYS)
  frozenDays?: number = 0;

  /** Length of a visit that is made. */
  @IsOmittable()
  @IsInt()
  @Min(SHORTEST_VISIT_MINUTES)
  @Max(LONGEST_VISIT_MINUTES)
  visitMinutes?: number = 30;

  /** MAX_PRIORITY by default: when not all fit, the more urgent and valuable clients are visited. */
  @IsOmittable()
  @IsEnum(RouteObjective)
  @ApiProperty({
    enum: RouteObjective,
    enumName: 'RouteObjective',
    required: false,
    default: RouteObjective.MAX_PRIORITY,
  })
  objective?: RouteObjective = RouteObjective.MAX_PRIORITY;

  /** Writes the plan into the calendar, each day whole or not at all: `refused` names the days that were not. */
  @IsOmittable()
  @IsBoolean()
  commit?: boolean = false;
}
