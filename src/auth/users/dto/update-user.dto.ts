import { Transform } from 'class-transformer';
import { IsEmail, IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { IsOmittable, Trim } from '../../../platform/http/index.js';
import { IsRoleKey } from '../../roles/dto/role-key.decorator.js';
import { lowerCase } from '../../login/dto/login.dto.js';
import { PASSWORD_MAX, PASSWORD_MIN } from '../../login/password-policy.js';

export class UpdateUserDto {
  @IsOmittable()
  @Transform(lowerCase)
  @IsEmail()
  @MaxLength(254)
  email?: string;

  /** 12–128 characters. The user's sessions end. */
  @IsOmittable()
  @IsString()
  @MinLength(PASSWORD_MIN)
  @MaxLength(PASSWORD_MAX)
  password?: string;

  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  fullName?: string;

  /** Takes effect within a second, open sessions included. */
  @IsOmittable()
  @IsRoleKey({ required: false })
  role?: string;

  /** null: no team. */
  @IsOptional()
  @IsUUID()
  teamId?: string | null;
}
