import {
  type PermissionTable,
  PERMISSIONS,
  partsOf,
  type Principal,
  VOCABULARY,
} from '../../platform/access/index.js';
import type { Role } from '../../platform/prisma/generated/client.js';
import { permissionsOf } from '../permissions/rights.js';
import type { PermissionDto } from './dto/permission.dto.js';
import type { RoleResponse } from './dto/role.response.js';
import type { RoleVocabularyResponse } from './dto/vocabulary.response.js';

export function toRoleResponse(role: Role): RoleResponse {
  const { id, key, name, description, seeded, createdAt, updatedAt, version } = role;
  const permissions = listed(permissionsOf(role));
  return { id, key, name, description, seeded, permissions, createdAt, updatedAt, version };
}

/** A table of permissions as a list, in the order of the vocabulary. */
export function listed(table: PermissionTable): PermissionDto[] {
  return PERMISSIONS.flatMap((permission) => {
    const scope = table[permission];
    return scope ? [{ ...partsOf(permission), scope }] : [];
  });
}

export function toVocabulary({ permissions: held }: Principal): RoleVocabularyResponse {
  return {
    permissions: PERMISSIONS.map((permission) => {
      const { description, scopes } = VOCABULARY[permission];
      const entry = { ...partsOf(permission), description, scopes: [...scopes] };
      return { ...entry, grantable: held[permission] ?? null };
    }),
  };
}
