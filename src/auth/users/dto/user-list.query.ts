import { ApiProperty } from '@nestjs/swagger';
import { IsEnum, IsOptional, IsUUID } from 'class-validator';
import { ListQuery } from '../../../platform/listing/index.js';
import { Role, UserStatus } from '../../../platform/prisma/generated/enums.js';

export class UserListQuery extends ListQuery {
  @IsOptional()
  @IsEnum(Role)
  @ApiProperty({ enum: Role, enumName: 'Role', required: false })
  role?: Role;

  @IsOptional()
  @IsEnum(UserStatus)
  @ApiProperty({ enum: UserStatus, enumName: 'UserStatus', required: false })
  status?: UserStatus;

  @IsOptional()
  @IsUUID()
  teamId?: string;
}
