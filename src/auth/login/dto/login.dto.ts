import { Transform } from 'class-transformer';
import { IsEmail, IsString, MaxLength, MinLength } from 'class-validator';
import { IsOmittable, Trim } from '../../../platform/http/index.js';

export const lowerCase = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim().toLowerCase() : value;

export class LoginDto {
  /** Upper and lower case are the same. */
  @Transform(lowerCase)
  @IsEmail()
  @MaxLength(254)
  email: string;

  /** Compared byte for byte. */
  @IsString()
  @MinLength(1)
  @MaxLength(128)
  password: string;

  /**
   * For who has a second factor: six digits of the authenticator app, or a recovery code. Without it the right password
   * is answered 401 `TOTP_REQUIRED`; each code is good once.
   */
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(64)
  totp?: string;
}
