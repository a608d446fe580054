import {
  HIDEABLE_FIELDS,
  type PermissionTable,
  PERMISSIONS,
  partsOf,
  type Principal,
  PROTECTED_FIELDS,
  VOCABULARY,
} from '../../platform/access/index.js';
import type { Role } from '../../platform/prisma/generated/client.js';
import { rightsOf } from '../permissions/rights.js';
import type { PermissionDto } from './dto/permission.dto.js';
import type { RoleResponse } from './dto/role.response.js';
import type { RoleVocabularyResponse } from './dto/vocabulary.response.js';

export function toRoleResponse(role: Role): RoleResponse {
  const { id, key, name, description, seeded, createdAt, updatedAt, version } = role;
  const { permissions, hiddenFields } = rightsOf(role);
  return {
    ...{ id, key, name, description, seeded },
    permissions: listed(permissions),
    hiddenFields: [...hiddenFields],
    ...{ createdAt, updatedAt, version },
  };
}

/** A table of permissions as a list, in the order of the vocabulary. */
export function listed(table: PermissionTable): PermissionDto[] {
  return PERMISSIONS.flatMap((permission) => {
    const scope = table[permission];
    return scope ? [{ ...partsOf(permission), scope }] : [];
  });
}

export function toVocabulary({ permissions: held, hiddenFields }: Principal): RoleVocabularyResponse {
  return {
    permissions: PERMISSIONS.map((permission) => {
      const { description, scopes } = VOCABULARY[permission];
      const entry = { ...partsOf(permission), description, scopes: [...scopes] };
      return { ...entry, grantable: held[permission] ?? null };
    }),
    hideableFields: HIDEABLE_FIELDS.map((field) => ({
      field,
      description: PROTECTED_FIELDS[field].description,
      mustHide: hiddenFields.has(field),
    })),
  };
}
