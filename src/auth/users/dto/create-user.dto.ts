import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsEmail, IsEnum, IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { Trim } from '../../../platform/http/index.js';
import { Role } from '../../../platform/prisma/generated/enums.js';
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

  @IsEnum(Role)
  @ApiProperty({ enum: Role, enumName: 'Role' })
  role: Role;

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
