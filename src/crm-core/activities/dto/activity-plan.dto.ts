import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { IsInstant, IsOmittable } from '../../../platform/http/index.js';
import { CallDetailsDto } from './call-details.dto.js';

export const MOST_ASSIGNEES = 20;
/** Four weeks. */
const MOST_MINUTES = 40_320;

/** Who else does it, and when they are reminded. */
export class ActivityPlanDto extends CallDetailsDto {
  /**
   * Who does it together with the owner. Each sees it and may complete it. Naming somebody else than oneself needs
   * `activity:assign`; the owner among them is passed over.
   */
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(MOST_ASSIGNEES)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  @ApiProperty({
    ...{ type: 'array', items: { type: 'string', format: 'uuid' } },
    ...{ maxItems: MOST_ASSIGNEES, uniqueItems: true, required: false },
  })
  assigneeIds?: string[];

  /** When owner and assignees are reminded. Give this or `remindMinutesBefore`. */
  @IsOptional()
  @IsInstant()
  @ApiProperty({ type: String, format: 'date-time', nullable: true, required: false })
  remindAt?: string | null;

  /** Minutes before `dueAt`, and it moves with that. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_MINUTES)
  @ApiProperty({ type: 'integer', minimum: 0, maximum: MOST_MINUTES, nullable: true, required: false })
  remindMinutesBefore?: number | null;
}
