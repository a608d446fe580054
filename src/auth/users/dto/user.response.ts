import { ApiProperty } from '@nestjs/swagger';
import { UserStatus } from '../../../platform/prisma/generated/enums.js';
import { ApiRoleKey } from '../../roles/dto/role-key.decorator.js';

export class UserResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'email' })
  email: string;

  fullName: string;

  @ApiRoleKey()
  role: string;

  /** Only an ACTIVE user can sign in. */
  @ApiProperty({ enum: UserStatus, enumName: 'UserStatus' })
  status: UserStatus;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  teamId: string | null;

  lastLoginAt: Date | null;

  /** Letters remind them of activities. */
  reminderMails: boolean;

  createdAt: Date;

  @ApiProperty({ type: 'integer' })
  version: number;
}
