import { IsString, MaxLength, MinLength } from 'class-validator';
import { IsOmittable, Trim } from '../../../platform/http/index.js';
import { PASSWORD_MAX } from '../../login/password-policy.js';

export class BeginSecondFactorDto {
  /** Asked for again, so that nobody at an unlocked device can take the account over (ASVS 7.5.1). */
  @IsString()
  @MaxLength(PASSWORD_MAX)
  currentPassword: string;

  /** Needed to replace an app that is in use: one of its codes, or a recovery code. */
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  totp?: string;
}

export class ConfirmSecondFactorDto {
  /** Six digits that the new app shows. */
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  totp: string;
}

export class SecondFactorProofDto {
  @IsString()
  @MaxLength(PASSWORD_MAX)
  currentPassword: string;

  /** Six digits of the app, or a recovery code. */
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  totp: string;
}
