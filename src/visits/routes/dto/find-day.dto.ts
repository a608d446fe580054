import { IsInt, IsUUID, Max, Min } from 'class-validator';
import { IsOmittable } from '../../../platform/http/index.js';
import { LONGEST_VISIT_MINUTES, SHORTEST_VISIT_MINUTES } from '../../visits/dto/create-visit.dto.js';
import { SeveralDaysDto } from './plan-week.dto.js';

export class FindDayDto extends SeveralDaysDto {
  @IsUUID()
  clientId: string;

  /** A visit of this client that is to be moved: as if it did not stand in the calendar. */
  @IsOmittable()
  @IsUUID()
  visitId?: string;

  /** Length of the visit, minutes; left out: that of the one to be moved, else 30. */
  @IsOmittable()
  @IsInt()
  @Min(SHORTEST_VISIT_MINUTES)
  @Max(LONGEST_VISIT_MINUTES)
  durationMinutes?: number;
}
