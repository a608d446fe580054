import { ApiProperty } from '@nestjs/swagger';
import { PermissionDto } from './permission.dto.js';
import { ApiRoleKey } from './role-key.decorator.js';

export class RoleResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiRoleKey()
  key: string;

  name: string;

  description: string;

  /** One of the four that every installation has; it can't be changed. */
  seeded: boolean;

  /** All that the role allows. */
  permissions: PermissionDto[];

  createdAt: Date;

  updatedAt: Date;

  @ApiProperty({ type: 'integer' })
  version: number;
}
