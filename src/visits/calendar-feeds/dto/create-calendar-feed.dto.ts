import { IsOmittable, Trim } from '../../../platform/http/index.js';
import { IsString, MaxLength, MinLength } from 'class-validator';

export class CreateCalendarFeedDto {
  /** Where one uses it: a telephone, a program. */
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name?: string = 'Calendario';
}
