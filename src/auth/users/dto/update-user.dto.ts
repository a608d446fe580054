import { ApiProperty } from '@nestjs/swagger';
import { IsEnum, IsOptional, IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { IsOmittable, Trim } from '../../../platform/http/index.js';
import { Role } from '../../../platform/prisma/generated/enums.js';

export class UpdateUserDto {
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  fullName?: string;

  /** Takes effect within a second, open sessions included. */
  @IsOmittable()
  @IsEnum(Role)
  @ApiProperty({ enum: Role, enumName: 'Role', required: false })
  role?: Role;

  /** null: no team. */
  @IsOptional()
  @IsUUID()
  teamId?: string | null;
}
