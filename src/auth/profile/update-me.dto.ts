import { Transform } from 'class-transformer';
import { IsBoolean, IsEmail, IsString, MaxLength, MinLength } from 'class-validator';
import { IsOmittable, Trim } from '../../platform/http/index.js';
import { lowerCase } from '../login/dto/login.dto.js';
import { PASSWORD_MAX } from '../login/password-policy.js';

export class UpdateMeDto {
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  fullName?: string;

  /** Needs `currentPassword`. The address that was is told by mail. */
  @IsOmittable()
  @Transform(lowerCase)
  @IsEmail()
  @MaxLength(254)
  email?: string;

  /** Whether letters remind of activities; `GET /my-day` shows reminders either way. */
  @IsOmittable()
  @IsBoolean()
  reminderMails?: boolean;

  /** Asked for again where somebody at an unlocked device could take the account over (ASVS 7.5.1). */
  @IsOmittable()
  @IsString()
  @MaxLength(PASSWORD_MAX)
  currentPassword?: string;
}
