import { ApiProperty } from '@nestjs/swagger';
import { IsEnum, IsOptional, IsUUID } from 'class-validator';
import { IsRoleKey } from '../../roles/dto/role-key.decorator.js';
import { ListQuery } from '../../../platform/listing/index.js';
import { UserStatus } from '../../../platform/prisma/generated/enums.js';

export class UserListQuery extends ListQuery {
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
