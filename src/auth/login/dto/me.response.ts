import { ApiProperty } from '@nestjs/swagger';
import {
  ACTIONS,
  RESOURCES,
  type Action,
  type Resource,
  type ScopeLevel,
} from '../../../platform/access/index.js';
import { UserResponse } from '../../users/dto/user.response.js';

export class PermissionResponse {
  @ApiProperty({ enum: RESOURCES })
  resource: Resource;

  @ApiProperty({ enum: ACTIONS })
  action: Action;

  /** Whose rows it reaches. */
  @ApiProperty({ enum: ['own', 'team', 'all'] })
  scope: ScopeLevel;
}

export class MeResponse extends UserResponse {
  /** What a frontend may offer this user. */
  permissions: PermissionResponse[];
}
