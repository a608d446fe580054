import { IsBoolean, IsString, MaxLength, MinLength } from 'class-validator';
import { IsOmittable, Trim } from '../../../platform/http/index.js';

export class UpdatePipelineDto {
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name?: string;

  /** true: it takes over from the one before. There is always one, so false is refused for it. */
  @IsOmittable()
  @IsBoolean()
  isDefault?: boolean;

  /** true: no opportunity enters it any more. Not while it is the default one or has open deals. */
  @IsOmittable()
  @IsBoolean()
  retired?: boolean;
}
