import { IsBoolean } from 'class-validator';
import { IsOmittable } from '../../../platform/http/index.js';

export class RevertImportDto {
  /** What was touched since the import stays as it is, and the rest is taken back; otherwise nothing is. */
  @IsOmittable()
  @IsBoolean()
  keepTouched?: boolean;
}
