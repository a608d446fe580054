import { IsBoolean, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { IsInstant, IsOmittable, Trim } from '../../../platform/http/index.js';

export const SHORTEST_VISIT_MINUTES = 5;
export const LONGEST_VISIT_MINUTES = 480;

export class CreateVisitDto {
  @IsUUID()
  clientId: string;

  /** Who makes the visit; yourself when left out. Giving it to others takes a manager. */
  @IsOmittable()
  @IsUUID()
  agentId?: string;

  /** When it begins. */
  @IsInstant()
  scheduledAt: string;

  /** Planned length, 5–480 minutes. */
  @IsOmittable()
  @IsInt()
  @Min(SHORTEST_VISIT_MINUTES)
  @Max(LONGEST_VISIT_MINUTES)
  durationMinutes?: number = 30;

  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(500)
  purpose?: string | null;

  /** An appointment at this very time: the planner never moves it. */
  @IsOmittable()
  @IsBoolean()
  fixed?: boolean = false;

  /** A deal of the same client that the visit is about. */
  @IsOptional()
  @IsUUID()
  opportunityId?: string | null;
}
