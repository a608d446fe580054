import { Transform } from 'class-transformer';
import { IsEmail, IsString, MaxLength, MinLength } from 'class-validator';
import { Trim } from '../../../platform/http/index.js';
import { PASSWORD_MAX, PASSWORD_MIN } from '../password-policy.js';
import { lowerCase } from './login.dto.js';

export class RegisterDto {
  @Transform(lowerCase)
  @IsEmail()
  @MaxLength(254)
  email: string;

  /** 12–128 characters of any kind, without your name or address in it. */
  @IsString()
  @MinLength(PASSWORD_MIN)
  @MaxLength(PASSWORD_MAX)
  password: string;

  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  fullName: string;
}

/** The same for a known and an unknown address. */
export class RegisteredResponse {
  /** An admin has to activate the account before it can sign in. */
  status: 'PENDING';
}
