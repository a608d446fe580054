import { PermissionDto } from '../../roles/dto/permission.dto.js';
import { UserResponse } from '../../users/dto/user.response.js';

export class MeResponse extends UserResponse {
  /** What a frontend may offer this user. */
  permissions: PermissionDto[];

  /** What people call the role. */
  roleName: string;
}
