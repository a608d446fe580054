import { IsRoleKey } from './role-key.decorator.js';
import { RoleFieldsDto } from './role-fields.dto.js';

export class CreateRoleDto extends RoleFieldsDto {
  /** What `role` of a user holds; unique, and never changed afterwards. */
  @IsRoleKey()
  key: string;
}
