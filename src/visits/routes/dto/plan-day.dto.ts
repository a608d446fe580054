import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEnum,
  IsInt,
  IsLatitude,
  IsLongitude,
  IsNumber,
  IsOptional,
  IsUUID,
  Matches,
  IsObject,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsBusinessDate, IsInstant, IsOmittable } from '../../../platform/http/index.js';
import { RouteObjective } from '../../../platform/prisma/generated/enums.js';
import { LONGEST_VISIT_MINUTES, SHORTEST_VISIT_MINUTES } from '../../visits/dto/create-visit.dto.js';

/** Kilometres that a day's limit may name. */
export const MOST_KM = 2000;

/** Visits that one day's plan may have to choose from. */
export const MOST_CANDIDATES = 100;

const WALL_TIME = { pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', example: '09:00' };
const IsWallTime = (): PropertyDecorator =>
  Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: '$property must be a time such as 09:00' });

export class PositionDto {
  /** Degrees. */
  @IsNumber()
  @IsLatitude()
  @ApiProperty({ minimum: -90, maximum: 90 })
  latitude: number;

  /** Degrees. */
  @IsNumber()
  @IsLongitude()
  @ApiProperty({ minimum: -180, maximum: 180 })
  longitude: number;
}

/** From and to on the wall in Rome. */
export class ShiftDto {
  @IsWallTime()
  @ApiProperty(WALL_TIME)
  from: string;

  @IsWallTime()
  @ApiProperty({ ...WALL_TIME, example: '18:00' })
  to: string;
}

/** A break taken whole between `from` and `to`. */
export class LunchBreakDto extends ShiftDto {
  /** Its length. */
  @IsInt()
  @Min(5)
  @Max(240)
  minutes: number;
}

export class PlanDayDto {
  /** Whose day; your own when left out. */
  @IsOmittable()
  @IsUUID()
  agentId?: string;

  /** A day in Rome. */
  @IsBusinessDate()
  @ApiProperty({ format: 'date' })
  date: string;

  /** Visits of the agent to place into this day besides those that stand there already. */
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(MOST_CANDIDATES)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  visitIds?: string[] = [];

  /** Clients to visit; one who has a visit in this plan already is not visited twice. */
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(MOST_CANDIDATES)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  clientIds?: string[] = [];

  /** Whether the agent's visits of that day take part; they do by default. */
  @IsOmittable()
  @IsBoolean()
  includePlanned?: boolean = true;

  /** Length of a visit that is made from `clientIds`. */
  @IsOmittable()
  @IsInt()
  @Min(SHORTEST_VISIT_MINUTES)
  @Max(LONGEST_VISIT_MINUTES)
  visitMinutes?: number = 30;

  /** Where the day begins; left out: where the agent’s working hours say. */
  @IsOmittable()
  @IsObject()
  @ValidateNested()
  @Type(() => PositionDto)
  @ApiProperty({ type: PositionDto, required: false, example: { latitude: 45.4642, longitude: 9.19 } })
  start?: PositionDto;

  /** Where it ends: at the last visit when null; left out: where the agent’s working hours say, else back at the start. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PositionDto)
  @ApiProperty({ type: PositionDto, nullable: true, required: false })
  end?: PositionDto | null;

  /**
   * The agent leaves the start no earlier, and is at the end no later. Left out: that day’s working hours, less absences of
   * some hours. Who names one for a single day says that it is worked, holiday or not.
   */
  @IsOmittable()
  @IsObject()
  @ValidateNested()
  @Type(() => ShiftDto)
  @ApiProperty({ type: ShiftDto, required: false })
  shift?: ShiftDto;

  /** None when null; left out: that of the agent’s working hours. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => LunchBreakDto)
  @ApiProperty({ type: LunchBreakDto, nullable: true, required: false })
  lunchBreak?: LunchBreakDto | null;

  /** The most that is driven in a day, kilometres; null: no limit; left out: that of the agent’s working hours. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_KM)
  @ApiProperty({ type: 'integer', nullable: true, required: false, minimum: 1, maximum: MOST_KM })
  maxKm?: number | null;

  /** MIN_TRAVEL: serve all that fit, then drive less. MAX_VISITS: among equals the more valuable. MAX_PRIORITY: value first. */
  @IsOmittable()
  @IsEnum(RouteObjective)
  @ApiProperty({
    enum: RouteObjective,
    enumName: 'RouteObjective',
    required: false,
    default: RouteObjective.MIN_TRAVEL,
  })
  objective?: RouteObjective = RouteObjective.MIN_TRAVEL;

  /** The same request and seed give the same plan. */
  @IsOmittable()
  @IsInt()
  @Min(0)
  @Max(2_147_483_647)
  seed?: number = 1;

  /**
   * Plans what is left of a day under way, from this moment on: `start` is then where the agent is. Visits done or in
   * progress stay as they are, and the agent is free when the one in progress is over.
   */
  @IsOmittable()
  @IsInstant()
  now?: string;

  /** Visits of that day that stay at their time, whatever else moves. */
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(MOST_CANDIDATES)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  lockedVisitIds?: string[] = [];

  /**
   * A visit that stands in the calendar of that day moves only where that saves so many minutes of driving, or makes room
   * for another visit. 0: the best plan, whoever has to move.
   */
  @IsOmittable()
  @IsInt()
  @Min(0)
  @Max(600)
  minutesPerMove?: number = 0;

  /** Writes the plan into the calendar: planned visits get their time, clients their visit. All of it or nothing. */
  @IsOmittable()
  @IsBoolean()
  commit?: boolean = false;
}
