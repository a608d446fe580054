import { ApiProperty } from '@nestjs/swagger';
import { IsEnum, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { IsRoleKey } from '../../roles/dto/role-key.decorator.js';
import { ListQuery } from '../../../platform/listing/index.js';
import { UserStatus } from '../../../platform/prisma/generated/enums.js';

export class UserListQuery extends ListQuery {
  /** A part of the name or the address. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;

  @IsOptional()
  @IsRoleKey({ required: false })
  role?: string;

  @IsOptional()
  @IsEnum(UserStatus)
  @ApiProperty({ enum: UserStatus, enumName: 'UserStatus', required: false })
  status?: UserStatus;

  @IsOptional()
  @IsUUID()
  teamId?: string;
}
