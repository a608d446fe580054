import { IsString, MaxLength, MinLength } from 'class-validator';
import { PASSWORD_MAX, PASSWORD_MIN } from '../../login/password-policy.js';

export class PasswordByLinkDto {
  /** What follows `#token=` in the link. */
  @IsString()
  @MaxLength(200)
  token: string;

  /** 12–128 characters of any kind, without the user's name or address in it. */
  @IsString()
  @MinLength(PASSWORD_MIN)
  @MaxLength(PASSWORD_MAX)
  password: string;
}
