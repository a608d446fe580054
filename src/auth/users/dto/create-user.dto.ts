import { Transform } from 'class-transformer';
import { IsEmail, IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { Trim } from '../../../platform/http/index.js';
import { IsRoleKey } from '../../roles/dto/role-key.decorator.js';
import { lowerCase } from '../../login/dto/login.dto.js';
import { PASSWORD_MAX, PASSWORD_MIN } from '../../login/password-policy.js';

export class CreateUserDto {
  @Transform(lowerCase)
  @IsEmail()
  @MaxLength(254)
  email: string;

  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  fullName: string;

  @IsRoleKey()
  role: string;

  /** The team whose rows a manager sees; an agent belongs to it. */
  @IsOptional()
  @IsUUID()
  teamId?: string | null;

  /** 12–128 characters. Without one the user stays PENDING and can't sign in. */
  @IsOptional()
  @IsString()
  @MinLength(PASSWORD_MIN)
  @MaxLength(PASSWORD_MAX)
  password?: string;
}
