import {
  admits,
  isPermission,
  type Permission,
  type PermissionTable,
  type ScopeLevel,
} from '../../platform/access/index.js';
import { DomainError, type FieldProblem } from '../../platform/errors/index.js';
import type { PermissionDto } from './dto/permission.dto.js';

/**
 * A list of permissions as a table.
 * @throws DomainError VALIDATION_FAILED with PERMISSION_UNKNOWN, SCOPE_UNKNOWN or PERMISSION_TWICE
 */
export function tableOf(list: readonly PermissionDto[]): PermissionTable {
  const table = new Map<Permission, ScopeLevel>();
  const errors: FieldProblem[] = [];
  list.forEach(({ resource, action, scope }, index) => {
    const name = `${resource}:${action}`;
    const wrong = (code: string, detail: string) =>
      errors.push({ pointer: `/permissions/${index}`, code, detail });
    if (!isPermission(name)) wrong('PERMISSION_UNKNOWN', `There is no permission ${name}.`);
    else if (!admits(name, scope)) wrong('SCOPE_UNKNOWN', `${name} can’t be given with the scope ${scope}.`);
    else if (table.has(name)) wrong('PERMISSION_TWICE', `${name} is named twice.`);
    else table.set(name, scope);
  });
  if (errors.length === 0) return Object.fromEntries(table);
  throw new DomainError('invalid', 'VALIDATION_FAILED', errors.map(({ detail }) => detail).join(' '), {
    errors,
  });
}
