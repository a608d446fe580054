import { IsBoolean, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { IsInstant, IsOmittable, Trim } from '../../../platform/http/index.js';
import { LONGEST_VISIT_MINUTES, SHORTEST_VISIT_MINUTES } from './create-visit.dto.js';

/** `notes` and `nextAction` at any time; the rest only while the visit is PLANNED or CONFIRMED. */
export class UpdateVisitDto {
  /** Gives the visit to somebody else; takes a manager. */
  @IsOmittable()
  @IsUUID()
  agentId?: string;

  @IsOmittable()
  @IsInstant()
  scheduledAt?: string;

  /** Planned length, 5–480 minutes. */
  @IsOmittable()
  @IsInt()
  @Min(SHORTEST_VISIT_MINUTES)
  @Max(LONGEST_VISIT_MINUTES)
  durationMinutes?: number;

  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(500)
  purpose?: string | null;

  /** An appointment at this very time: the planner never moves it. */
  @IsOmittable()
  @IsBoolean()
  fixed?: boolean;

  /** A deal of the same client; null: none. */
  @IsOptional()
  @IsUUID()
  opportunityId?: string | null;

  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(5000)
  notes?: string | null;

  @IsOptional()
  @Trim()
  @IsString()
  @MaxLength(500)
  nextAction?: string | null;
}
