import { ApiProperty } from '@nestjs/swagger';
import { HIDEABLE_FIELDS, type ProtectedField } from '../../../platform/access/index.js';
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

  /** The fields that who holds it does not see: not in answers and files, not by filter or sort; nor write. */
  @ApiProperty({ enum: HIDEABLE_FIELDS, isArray: true })
  hiddenFields: ProtectedField[];

  createdAt: Date;

  updatedAt: Date;

  @ApiProperty({ type: 'integer' })
  version: number;
}
