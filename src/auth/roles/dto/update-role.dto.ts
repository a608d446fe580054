import { PartialType } from '@nestjs/swagger';
import { RoleFieldsDto } from './role-fields.dto.js';

/** `permissions`, when given, takes the place of all that were. */
export class UpdateRoleDto extends PartialType(RoleFieldsDto, { skipNullProperties: false }) {}
