import { IsBoolean } from 'class-validator';
import { IsOmittable } from '../../platform/http/index.js';

export class RefreshAnalyticsDto {
  /** Rebuild everything instead of what changed since the last run. */
  @IsOmittable()
  @IsBoolean()
  full?: boolean = false;
}
