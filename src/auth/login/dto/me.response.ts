import { ApiProperty } from '@nestjs/swagger';
import { HIDEABLE_FIELDS, type ProtectedField } from '../../../platform/access/index.js';
import { PermissionDto } from '../../roles/dto/permission.dto.js';
import { SecondFactorStatusResponse } from '../../second-factor/dto/second-factor.response.js';
import { UserResponse } from '../../users/dto/user.response.js';

export class MeResponse extends UserResponse {
  /** What a frontend may offer this user. */
  permissions: PermissionDto[];

  /** What people call the role. */
  roleName: string;

  /** The fields that this user does not see, and need not be shown a place for. */
  @ApiProperty({ enum: HIDEABLE_FIELDS, isArray: true })
  hiddenFields: ProtectedField[];

  secondFactor: SecondFactorStatusResponse;
}
